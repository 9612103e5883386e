namespace Groupware.Mail.Outbox;

/// <summary>Settings under <c>Mail:Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Mail:Outbox";

    /// <summary>How long a message waits so that it can be taken back. Zero sends at once.</summary>
    public TimeSpan UndoTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After this time a message that could not be handed over is given back to the person.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Octets of all attachments of a message together.</summary>
    public long AttachmentLimit { get; set; } = 25_000_000;

    /// <summary>Submissions at a time, over all persons.</summary>
    public int Workers { get; set; } = 4;
}
