using System.Globalization;
using Groupware.People;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.SignIn;

/// <summary>Why somebody did not come in -> one plain sentence.</summary>
internal static class SignInSentence
{
    public static string For(IStringLocalizer<SignInTexts> texts, SignInOutcome outcome) => outcome.Status switch
    {
        SignInStatus.Disabled => texts["Failure.Disabled"],
        SignInStatus.TooManyAttempts => outcome.RetryAfter is { TotalSeconds: > 90 } wait
            ? texts["Failure.TooManyMinutes", Math.Ceiling(wait.TotalMinutes).ToString(CultureInfo.CurrentCulture)]
            : texts["Failure.TooManySeconds", Math.Max(1, Math.Ceiling(outcome.RetryAfter?.TotalSeconds ?? 1)).ToString(CultureInfo.CurrentCulture)],
        SignInStatus.StoreUnavailable => outcome.Fault switch
        {
            MailHostFault.Refused => texts["Failure.HostRefused"],
            MailHostFault.WrongCertificate => texts["Failure.HostCertificate"],
            MailHostFault.NoEncryption => texts["Failure.HostNoEncryption"],
            MailHostFault.NoAuthentication => texts["Failure.HostNoAuthentication"],
            MailHostFault.Timeout => texts["Failure.HostTimeout"],
            MailHostFault.Broken => texts["Failure.HostBroken"],
            _ => texts["Failure.Store"],
        },
        _ => texts["Failure.Wrong"],
    };
}
