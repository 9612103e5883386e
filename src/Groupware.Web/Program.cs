using Groupware.Calendars;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.Storage;
using Groupware.Web.Components;
using MudBlazor.Services;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddStorage(new StorageOptions { ConnectionString = "Data Source=groupware.db" });
builder.Services.AddCollections();
builder.Services.AddCalendars();
builder.Services.AddContacts();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddMudServices();
builder.Services.AddLocalization();

var app = builder.Build();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapGet("/healthz/live", () => Results.Ok());
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
