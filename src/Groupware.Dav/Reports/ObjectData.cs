using System.Xml.Linq;
using Groupware.Dav.Filters;
using Groupware.Dav.Resources;
using Groupware.Dav.Xml;
using Groupware.Formats.VCard;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Groupware.Dav.Reports;

/// <summary>calendar-data and address-data of an answer: the text as it is stored, or the part of it that was asked for (RFC 4791, section 9.6; RFC 6352, section 10.4).</summary>
internal sealed class ObjectData
{
    private readonly Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? calendar;
    private readonly Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? card;

    private ObjectData(bool wanted, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? calendar, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? card) =>
        (Wanted, this.calendar, this.card) = (wanted, calendar, card);

    /// <summary>Texts are asked for at all.</summary>
    public bool Wanted { get; }

    /// <summary>Reads what is wanted of texts.</summary>
    /// <param name="collection">Gives floating times their zone; null: the asker's.</param>
    /// <param name="zone">The zone that the request names; null: the collection's.</param>
    public static ObjectData Read(PropertyRequest request, DavRequest dav, CollectionResource? collection, DateTimeZone? zone = null)
    {
        var (calendarData, addressData) = (request.Of(XmlNames.CalendarData), request.Of(XmlNames.AddressData));
        return new ObjectData(
            calendarData is not null || addressData is not null,
            calendarData is null ? null : Calendar(calendarData, () => zone ?? QueryZone.Of(null, collection, dav), dav.Request, dav.Cancel),
            addressData is null ? null : Card(addressData));
    }

    /// <summary>Writes the property if it is one of these and the resource has a text.</summary>
    public bool Write(XElement property, XmlOut x, Resource resource)
    {
        if (resource is not ObjectResource { Body: { } body } one) return false;
        if (property.Name == XmlNames.CalendarData && !one.Collection.IsAddressBook) x.Element(XmlNames.CalendarData, (calendar is null ? body : calendar(body)).Span);
        else if (property.Name == XmlNames.AddressData && one.Collection.IsAddressBook) x.Element(XmlNames.AddressData, (card is null ? body : card(body)).Span);
        else return false;
        return true;
    }

    /// <summary>The version is only looked at when the request names one: without it the text comes as it was stored.</summary>
    private static Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? Card(XElement element)
    {
        var subset = CardSubset.Read(element);
        VCardVersion? version = element.Attribute("version")?.Value switch { "3.0" => VCardVersion.V30, "4.0" => VCardVersion.V40, _ => null };
        return version is not { } asked ? subset : body => subset is null ? CardConversion.To(body, asked) : subset(CardConversion.To(body, asked));
    }

    private static Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? Calendar(XElement element, Func<DateTimeZone> zone, HttpRequest request, CancellationToken cancel)
    {
        var subset = element.Element(XmlNames.C + "comp") is { } comp ? CalendarSubset.Read(comp) : null;
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? set = null;
        if (element.Element(XmlNames.C + "expand") is { } expand)
        {
            var (range, clock) = (TimeRange.Read(expand, both: true), zone());
            set = body => ExpandedCalendar.Of(body, range, clock, cancel);
        }
        else if (element.Element(XmlNames.C + "limit-recurrence-set") is { } limit)
        {
            var (range, clock) = (TimeRange.Read(limit, both: true), zone());
            set = body => LimitedRecurrenceSet.Of(body, range, clock);
        }

        // one after the other: zones first, so that a part that leaves them out is heard
        var steps = new[] { TimeZoneData.For(request), set, subset is null ? null : subset.Of }.OfType<Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>>().ToArray();
        return steps.Length == 0 ? null : body => steps.Aggregate(body, (text, step) => step(text));
    }
}
