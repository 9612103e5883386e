namespace Groupware.Formats.ICalendar;

/// <summary>FREQ of a rule.</summary>
public enum RecurrenceFrequency
{
    /// <summary>Every second.</summary>
    Secondly,

    /// <summary>Every minute.</summary>
    Minutely,

    /// <summary>Every hour.</summary>
    Hourly,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Every week.</summary>
    Weekly,

    /// <summary>Every month.</summary>
    Monthly,

    /// <summary>Every year.</summary>
    Yearly,
}
