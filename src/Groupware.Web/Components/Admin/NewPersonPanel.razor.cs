using Groupware.People;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Admin;

/// <summary>Side panel that adds a person; says while typing whether the address is free.</summary>
public sealed partial class NewPersonPanel
{
    private ElementReference first;
    private string name = "";
    private string local = "";
    private string domain = "";
    private string password = "";
    private string language = "en";
    private string zone = "";
    private long quota;
    private bool administrator;
    private bool another;
    private bool busy;
    private string? taken;
    private string? refusal;

    [Parameter, EditorRequired] public required IReadOnlyList<DomainView> Domains { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    [Parameter] public EventCallback OnAdded { get; set; }

    [Inject] private Persons Persons { get; set; } = null!;

    [Inject] private DatabaseGuard Database { get; set; } = null!;

    [Inject] private DirectoryDoor Door { get; set; } = null!;

    [Inject] private AddressResolution Resolution { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private CurrentPerson Current { get; set; } = null!;

    [Inject] private IStringLocalizer<AdminTexts> Texts { get; set; } = null!;

    protected override void OnInitialized()
    {
        (language, zone) = (Current.Person.Language, Current.Person.ZoneId);
        password = RandomPassword.Make();
    }

    protected override void OnParametersSet()
    {
        if (domain.Length == 0 && Domains.Count > 0) domain = Domains[0].Name;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await first.FocusAsync();
    }

    private Task TypeLocalAsync(ChangeEventArgs e)
    {
        local = ((string?)e.Value ?? "").Trim();
        return LookAsync();
    }

    private Task ChooseDomainAsync(ChangeEventArgs e)
    {
        domain = (string?)e.Value ?? "";
        return LookAsync();
    }

    private async Task LookAsync()
    {
        taken = null;
        if (local.Length == 0) return;
        if (!AddressText.TryNormalize($"{local}@{domain}", out var address))
        {
            taken = Texts["Outcome.InvalidAddress"];
            return;
        }

        // nobody knows while the database is away: adding asks again
        await Database.TryAsync(async () => taken = (await Resolution.ResolveAsync(address, CancellationToken.None)).Kind is RecipientKind.Person or RecipientKind.Group ? Texts["Outcome.Taken"].Value : null);
    }

    private async Task AddAsync()
    {
        busy = true;
        var outcome = DirectoryOutcome.Done;
        var person = new NewPerson($"{local}@{domain}", name, password, language, zone, administrator, quota);
        var answered = await Database.TryAsync(async () => outcome = await Door.ChangeAsync(() => Persons.CreateAsync(person, CancellationToken.None), CancellationToken.None));
        busy = false;
        refusal = !answered ? Database.Sentence : outcome == DirectoryOutcome.Done ? null : Texts["Outcome." + outcome].Value;
        if (refusal is not null) return;
        Toasts.Show(Texts["NewPerson.Added", name]);
        await OnAdded.InvokeAsync();
        if (!another)
        {
            await OnClose.InvokeAsync();
            return;
        }

        (name, local, password, administrator) = ("", "", RandomPassword.Make(), false);
        await first.FocusAsync();
    }
}
