using Groupware.Mail.Lists;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Mail;

/// <summary>How many messages a search found, in words.</summary>
internal static class Found
{
    public static string Text(MessageWindow window, IStringLocalizer<MailTexts> texts, PersonalFormat format) => window switch
    {
        { Cut: true } => texts["Search.Cut", format.Number(window.Total), format.Number(MessageWindow.MaxLooked)],
        { Total: 1 } => texts["Search.One"],
        _ => texts["Search.Many", format.Number(window.Total)],
    };
}
