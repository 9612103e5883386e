using Groupware.Calendars;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.Dav;
using Groupware.Mail;
using Groupware.MailHost;
using Groupware.People;
using Groupware.Web;
using Groupware.Web.Admin;
using Groupware.Web.Components;
using Groupware.Web.Components.Agenda;
using Groupware.Web.Components.Contacts;
using Groupware.Web.Components.Mail;
using Groupware.Web.Components.Mail.Compose;
using Groupware.Web.Components.Mail.Parts;
using Groupware.Web.Components.Tasks;
using Groupware.Web.Demo;
using Groupware.Web.Start;

if (args is ["admin", .. var words]) return await StartUp.GuardAsync(() => AdminCommand.RunAsync(words, Console.In, Console.Out, Console.Error, CancellationToken.None));

return await StartUp.GuardAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

    // what each feature brings; hosted services start in this order, the web itself last
    var settings = builder.AddStart();
    builder.Services.AddPeople(builder.Configuration);
    builder.Services.AddDemo();
    builder.Services.AddHostedService<FirstAdministrator>();
    builder.Services.AddCollections();
    builder.Services.AddCalendars();
    builder.Services.AddContacts();
    builder.Services.AddDav();
    builder.Services.AddHostedService<DataKept>();
    builder.Services.AddMailHost(builder.Configuration, settings.Data);
    builder.Services.AddMail(builder.Configuration);
    builder.Services.AddCompose(builder.Configuration, settings.Data);
    builder.Services.AddFrame();
    builder.Services.AddMailPages();
    builder.Services.AddContactsPage();
    builder.Services.AddAgenda();
    builder.Services.AddSignIn();
    builder.Services.AddTasks();

    var app = builder.Build();
    app.UseForwardedHeaders();
    app.UseFrame();
    app.UseSignIn();
    app.UseMailWarmUp();
    app.MapStaticAssets().AllowAnonymous();
    app.MapHealth();
    app.MapFrame();
    app.MapDav();
    app.MapMail();
    app.MapContactsPage();
    app.MapAgenda();
    app.MapSignIn();
    app.MapCompose();
    app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    await app.RunAsync();
    return 0;
});
