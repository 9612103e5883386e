using Groupware.Mail.Mailboxes;
using Groupware.People;
using Groupware.Web.Components.Mail;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Groupware.Web.Components.SignIn;

/// <summary>The door: a plain form, without a circuit or a script, so that password managers and every browser can use it.</summary>
public sealed partial class SignInPage
{
    private string? sentence;
    private bool wrong;

    [CascadingParameter] private HttpContext HttpContext { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "sign-in")] private SignInForm? Input { get; set; }

    [SupplyParameterFromQuery(Name = "returnUrl")] private string? ReturnUrl { get; set; }

    [Inject] private Credentials Credentials { get; set; } = null!;

    [Inject] private WebSessions Sessions { get; set; } = null!;

    [Inject] private MailboxSessions Mailboxes { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IOptions<PeopleOptions> Options { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (HttpMethods.IsGet(HttpContext.Request.Method) && PersonPrincipal.IdOf(HttpContext.User) is not null) Navigation.NavigateTo(SignInServices.LocalPath(ReturnUrl));
    }

    private async Task SubmitAsync()
    {
        var (name, password) = (Input?.Name?.Trim() ?? "", Input?.Password ?? "");
        if (name.Length == 0 || password.Length == 0)
        {
            sentence = Texts["Failure.Empty"];
            return;
        }

        var outcome = await Credentials.VerifyAsync(name, password, SignInProtocol.Web, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", HttpContext.RequestAborted);
        if (outcome is { Status: SignInStatus.Granted, Person: { } person })
        {
            (string, string)? mailSecret = Options.Value.Source == DirectorySource.Imap ? (name, password) : null;
            await SessionCookie.BeginAsync(HttpContext, Sessions, person, Input?.Remember == true, mailSecret, HttpContext.RequestAborted);
            _ = MailWarmUp.BeginAsync(Mailboxes.For(person));
            Navigation.NavigateTo(SignInServices.LocalPath(ReturnUrl));
            return;
        }

        wrong = outcome.Status == SignInStatus.WrongPassword;
        sentence = SignInSentence.For(Texts, outcome);
        HttpContext.Response.StatusCode = outcome.Status switch
        {
            SignInStatus.TooManyAttempts => StatusCodes.Status429TooManyRequests,
            SignInStatus.StoreUnavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status200OK,
        };
    }

    private string Address(string language)
    {
        var query = QueryString.Create("lang", language);
        return "sign-in" + (ReturnUrl is null ? query : query.Add("returnUrl", ReturnUrl));
    }
}

/// <summary>What the form sends.</summary>
public sealed class SignInForm
{
    public string? Name { get; set; }

    public string? Password { get; set; }

    public bool Remember { get; set; }
}
