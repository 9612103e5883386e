using Groupware.Storage.Mail;
using NodaTime;

namespace Groupware.Mail.Outbox;

/// <summary>A message on its way, as the person sees it.</summary>
/// <param name="Id">The item.</param>
/// <param name="Draft">The draft it was made from.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Recipients">Addresses.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Fault">What went wrong last.</param>
/// <param name="FaultDetail">The server's own words; empty when it said nothing.</param>
/// <param name="DueAt">When it is tried next.</param>
/// <param name="Attempts">Tries so far.</param>
public sealed record OutboxEntry(
    long Id,
    DraftId Draft,
    string Subject,
    IReadOnlyList<string> Recipients,
    OutboxState State,
    SubmissionFault Fault,
    string FaultDetail,
    Instant DueAt,
    int Attempts)
{
    /// <summary>The person must decide, or should know that it did not go out yet.</summary>
    public bool NeedsAttention => State is OutboxState.Unclear or OutboxState.Refused || (State == OutboxState.Waiting && Fault != SubmissionFault.None);
}
