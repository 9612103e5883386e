using System.Text.Json;
using Groupware.Collections;
using Groupware.Contacts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Groupware.Web.Components.Contacts;

public sealed partial class ContactFormView
{
    private readonly HashSet<string> more = new(StringComparer.Ordinal);
    private string newLabel = "";
    private bool tried;
    private string? pictureProblem;
    private string? uploaded;

    [Parameter, EditorRequired] public required ContactForm Form { get; set; }

    [Parameter, EditorRequired] public required IEnumerable<CollectionView> Books { get; set; }

    /// <summary>Address of the card's stored picture; null when it has none.</summary>
    [Parameter] public string? StoredPicture { get; set; }

    /// <summary>Why the last try to save failed, in words.</summary>
    [Parameter] public string? Problem { get; set; }

    [Parameter] public EventCallback OnSave { get; set; }

    [Parameter] public EventCallback OnCancel { get; set; }

    [Inject] private ContactUploads Uploads { get; set; } = null!;

    private bool nameless => tried && !Form.HasName;

    private string? Picture => Form.Photo is null ? null : uploaded ?? StoredPicture;

    private bool IsRight => Form.HasName && Form.BirthdayIsRight && Form.Emails.TrueForAll(static email => email.Text.Trim().Length == 0 || ContactForm.IsMailAddress(email.Text.Trim()));

    private async Task SaveAsync()
    {
        tried = true;
        foreach (var email in Form.Emails) email.Left = true;
        if (IsRight) await OnSave.InvokeAsync();
    }

    private void AddLabel(ChangeEventArgs e)
    {
        foreach (var label in ((string?)e.Value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Form.Labels.Contains(label, StringComparer.CurrentCultureIgnoreCase)) Form.Labels.Add(label);
        }

        newLabel = newLabel.Length == 0 ? " " : "";   // another value each time, so that the box is emptied again
    }

    private async Task PictureAsync()
    {
        pictureProblem = null;
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/contacts.js");
        var answer = await module.InvokeAsync<JsonElement?>("send", "contacts/picture", "image/*");
        if (answer is not { ValueKind: JsonValueKind.Object } said) return;
        if (said.GetProperty("status").GetInt32() == StatusCodes.Status200OK && Uploads.Take(said.GetProperty("body").GetString() ?? "") is { } jpeg)
        {
            Form.Photo = new ContactPhoto(jpeg, "image/jpeg");
            uploaded = "data:image/jpeg;base64," + Convert.ToBase64String(jpeg);
        }
        else
        {
            pictureProblem = Texts["Error.Picture"];
        }
    }

    private RenderFragment Rows(string field, List<ContactForm.Value> values, string[] kinds, string type) => builder =>
    {
        builder.OpenComponent<ValueRows>(0);
        builder.AddComponentParameter(1, nameof(ValueRows.Name), field);
        builder.AddComponentParameter(2, nameof(ValueRows.Values), values);
        builder.AddComponentParameter(3, nameof(ValueRows.KindNames), kinds);
        builder.AddComponentParameter(4, nameof(ValueRows.Type), type);
        builder.AddComponentParameter(5, nameof(ValueRows.OnChanged), EventCallback.Factory.Create(this, StateHasChanged));
        builder.CloseComponent();
    };

    private RenderFragment Kinds(string kind, string[] kinds, Action<string> set) => builder =>
    {
        builder.OpenComponent<KindSelect>(0);
        builder.AddComponentParameter(1, nameof(KindSelect.Kind), kind);
        builder.AddComponentParameter(2, nameof(KindSelect.KindNames), kinds);
        builder.AddComponentParameter(3, nameof(KindSelect.Label), Texts["Kind.OfAddress"].Value);
        builder.AddComponentParameter(4, nameof(KindSelect.KindChanged), EventCallback.Factory.Create<string>(this, set));
        builder.CloseComponent();
    };
}
