using System.Globalization;
using Groupware.Storage.Collections;
using NodaTime;
using NodaTime.Text;

namespace Groupware.Web.Components.Agenda;

/// <summary>Which instance of which object: "17~20260604T083000Z~lunch.ics", safe in an address. The middle is empty for an object that does not recur.</summary>
public readonly record struct EventKey(CollectionId Collection, string Name, Instant? RecurrenceId)
{
    private static readonly InstantPattern Basic = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Collection.Value}~{(RecurrenceId is { } id ? Basic.Format(id) : "")}~{Uri.EscapeDataString(Name)}");

    public static bool TryParse(string? text, out EventKey key)
    {
        key = default;
        if (text?.Split('~', 3) is not [var collection, var recurrence, var name] || name.Length == 0) return false;
        if (!long.TryParse(collection, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
        Instant? instance = null;
        if (recurrence.Length > 0)
        {
            if (Basic.Parse(recurrence) is not { Success: true } parsed) return false;
            instance = parsed.Value;
        }

        key = new EventKey(new CollectionId(id), Uri.UnescapeDataString(name), instance);
        return true;
    }
}
