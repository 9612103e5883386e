using System.Globalization;
using Groupware.Mail.Mailboxes;

namespace Groupware.MailHost.Answers;

/// <summary>
/// What push.lua sends, one transaction:
/// <code>
/// alice@example.test
/// MessageNew	INBOX	17
/// </code>
/// Event, folder, UID, former folder, separated by tabs.
/// </summary>
internal static class PushMessage
{
    public static bool TryParse(string text, out string user, out IReadOnlyList<MailboxNotice> notices)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var read = new List<MailboxNotice>();
        user = lines.Length > 0 ? lines[0] : "";
        foreach (var line in lines.Skip(1))
        {
            var fields = line.Split('\t');
            // an event that we do not know is left out: the folder is compared at the next one
            if (fields.Length < 4 || !Enum.TryParse<MailboxEvent>(fields[0], out var kind)) continue;
            var uid = uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (uint?)null;
            read.Add(new MailboxNotice(kind, fields[1], uid, fields[3].Length == 0 ? null : fields[3]));
        }

        notices = read;
        return user.Length > 0 && read.Count > 0;
    }
}
