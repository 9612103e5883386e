using Groupware.Storage.Mail;

namespace Groupware.Mail.Outbox;

/// <summary>How a try to hand the message to the server ended.</summary>
/// <param name="Result">What happens next.</param>
/// <param name="Fault">Why.</param>
/// <param name="Detail">The server's own words; empty when it said nothing.</param>
public readonly record struct SubmissionOutcome(SubmissionResult Result, SubmissionFault Fault, string Detail)
{
    /// <summary>The server took it.</summary>
    public static SubmissionOutcome Accepted { get; } = new(SubmissionResult.Accepted, SubmissionFault.None, "");
}

/// <summary>The four ends of a submission.</summary>
public enum SubmissionResult
{
    /// <summary>The server answered 250 to the whole message.</summary>
    Accepted,

    /// <summary>Nothing was handed over; trying again is safe.</summary>
    TryLater,

    /// <summary>The server refused for good.</summary>
    Refused,

    /// <summary>The whole message was given and no answer came: it may have been taken.</summary>
    Unclear,
}
