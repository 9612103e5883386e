using Groupware.Calendars;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.People;
using Groupware.Storage;
using Groupware.Web;
using Groupware.Web.Components;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddStorage(new StorageOptions { ConnectionString = "Data Source=groupware.db" });
builder.Services.AddPeople(builder.Configuration);
builder.Services.AddCollections();
builder.Services.AddCalendars();
builder.Services.AddContacts();
builder.Services.AddFrame();

var app = builder.Build();
app.UseFrame();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapFrame();
app.MapGet("/healthz/live", () => Results.Ok());
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
await app.RunAsync();
