using System.Globalization;
using Groupware.Contacts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Groupware.Web.Components.Contacts;

public sealed partial class ContactList
{
    private const int More = 12;
    private DotNetObjectReference<ContactList>? self;
    private IJSObjectReference? module;
    private IJSObjectReference? view;
    private ElementReference list;
    private ContactListLayout layout = new([], 52, 24);
    private IReadOnlyList<ContactRow>? laidOut;
    private (int From, int To) window;
    private double top;
    private double height = 800;
    private bool show = true;

    [Parameter, EditorRequired] public required IReadOnlyList<ContactRow> Rows { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<string> Letters { get; set; }

    [Parameter] public ContactRow? Selected { get; set; }

    [Parameter] public EventCallback<ContactRow> OnSelect { get; set; }

    private int SelectedAt => Selected is null ? -1 : IndexOf(Selected);

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(laidOut, Rows)) return;
        var anchor = laidOut is { Count: > 0 } && layout.At(top) is var at && at < laidOut.Count ? laidOut[at] : null;
        var offset = anchor is null ? 0 : top - layout.Top(layout.At(top));
        layout = new ContactListLayout(Letters, layout.Row, layout.Caption);
        laidOut = Rows;
        if (anchor is not null && view is not null && IndexOf(anchor) is var now and >= 0 && Math.Abs(layout.Top(now) + offset - top) > 0.5)
        {
            top = layout.Top(now) + offset;   // rows came or went above: the place stays under the eye
            window = layout.Window(top, height, More);
            StateHasChanged();
            await view.InvokeVoidAsync("scrollTo", top);
        }

        top = Math.Max(0, Math.Min(top, layout.Total - height));
        window = layout.Window(top, height, More);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/contacts.js");
            view = await module.InvokeAsync<IJSObjectReference>("attach", list, self);
        }

        if (show && view is not null && SelectedAt is var at and >= 0)
        {
            show = false;
            await RevealAsync(at);
        }
    }

    /// <summary>Called by js/contacts.js when the view moved or its measures changed.</summary>
    [JSInvokable]
    public void Seen(double scrollTop, double viewHeight, double row, double caption)
    {
        (top, height) = (scrollTop, viewHeight);
        if (Math.Abs(row - layout.Row) > 0.1 || Math.Abs(caption - layout.Caption) > 0.1) layout = new ContactListLayout(Letters, row, caption);
        var seen = layout.Window(top, height, More);
        if (seen == window) return;
        window = seen;
        StateHasChanged();
    }

    /// <summary>Called by js/contacts.js: a key.</summary>
    [JSInvokable]
    public async Task PickAsync(string by)
    {
        if (Rows.Count == 0) return;
        var here = SelectedAt;
        var next = by switch
        {
            "next" => here + 1,
            "previous" => here < 0 ? 0 : here - 1,
            "first" => 0,
            "last" => Rows.Count - 1,
            "pageDown" => here + Math.Max(1, (int)(height / layout.Row) - 1),
            "pageUp" => here - Math.Max(1, (int)(height / layout.Row) - 1),
            _ => here,
        };
        next = Math.Clamp(next, 0, Rows.Count - 1);
        await OnSelect.InvokeAsync(Rows[next]);
        await RevealAsync(next);
    }

    private async Task JumpAsync(int row)
    {
        if (view is not null) await view.InvokeVoidAsync("scrollTo", layout.Top(row));
    }

    private async Task RevealAsync(int row)
    {
        if (view is null) return;
        var start = layout.Top(row);
        var end = start + layout.Row + layout.Caption;
        if (start < top) await view.InvokeVoidAsync("scrollTo", start);
        else if (end > top + height) await view.InvokeVoidAsync("scrollTo", end - height);
    }

    private int IndexOf(ContactRow wanted)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            if (Rows[i].Book == wanted.Book && Rows[i].Name == wanted.Name) return i;
        }

        return -1;
    }

    private bool IsSelected(ContactRow row) => Selected is { } selected && selected.Book == row.Book && selected.Name == row.Name;

    private static string Second(ContactRow row) =>
        row.IsCompany ? row.Emails.Count > 0 ? row.Emails[0] : "" : row.Organization.Length > 0 ? row.Organization : row.Emails.Count > 0 ? row.Emails[0] : "";

    private static string Id(int row) => string.Create(CultureInfo.InvariantCulture, $"contact-{row}");

    private static string Px(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}px");

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (view is not null) await view.InvokeVoidAsync("dispose");
            if (view is not null) await view.DisposeAsync();
            if (module is not null) await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the tab is gone, and its listeners with it
        }

        self?.Dispose();
    }
}
