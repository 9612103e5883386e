using System.Globalization;
using Groupware.People;
using Groupware.Web.Components.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Tests.SignIn;

public sealed class SignInSentenceTests
{
    private static readonly SignInOutcome[] Refusals =
    [
        new(SignInStatus.WrongPassword, null, null),
        new(SignInStatus.Disabled, null, null),
        new(SignInStatus.TooManyAttempts, null, TimeSpan.FromSeconds(4)),
        new(SignInStatus.TooManyAttempts, null, TimeSpan.FromMinutes(4)),
        new(SignInStatus.StoreUnavailable, null, null),
        .. Enum.GetValues<MailHostFault>().Select(fault => new SignInOutcome(SignInStatus.StoreUnavailable, null, null, fault)),
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Every_refusal_has_a_sentence_of_its_own(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var texts = services.GetRequiredService<IStringLocalizer<SignInTexts>>();
        var sentences = Refusals.Select(refusal => SignInSentence.For(texts, refusal)).ToList();
        Assert.Equal(sentences.Count, sentences.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(sentences, s => s.StartsWith("Failure.", StringComparison.Ordinal) || !s.EndsWith('.'));
    }

    [Theory]
    [InlineData("/mail/inbox?x=1#y", "/mail/inbox?x=1#y")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("mail", "/")]
    [InlineData("//evil.test", "/")]
    [InlineData("/\\evil.test", "/")]
    [InlineData("https://evil.test", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/mail\r\nSet-Cookie: x", "/")]
    [InlineData("/sign-in?returnUrl=/sign-in", "/")]
    public void Only_a_path_of_our_own_is_returned_to(string? asked, string expected) => Assert.Equal(expected, SignInServices.LocalPath(asked));
}
