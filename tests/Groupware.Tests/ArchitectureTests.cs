using System.Reflection;
using NetArchTest.Rules;

namespace Groupware.Tests;

/// <summary>Who may lean on whom (ARCHITECTURE.md), by namespace. A line here is an arrow that must not exist.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Formats = Assembly.Load("Groupware.Formats");
    private static readonly Assembly Storage = Assembly.Load("Groupware.Storage");
    private static readonly Assembly Features = Assembly.Load("Groupware");
    private static readonly Assembly Dav = Assembly.Load("Groupware.Dav");
    private static readonly Assembly MailHost = Assembly.Load("Groupware.MailHost");
    private static readonly Assembly Web = Assembly.Load("Groupware.Web");

    public static TheoryData<string, string> ForbiddenArrows() => new()
    {
        // People lean on no other feature
        { "Groupware.People", "Groupware.Collections" },
        { "Groupware.People", "Groupware.Mail" },
        { "Groupware.People", "Groupware.Calendars" },
        { "Groupware.People", "Groupware.Contacts" },
        // the room that Calendars and Contacts share knows neither
        { "Groupware.Collections", "Groupware.Mail" },
        { "Groupware.Collections", "Groupware.Calendars" },
        { "Groupware.Collections", "Groupware.Contacts" },
        { "Groupware.Mail", "Groupware.Collections" },
        { "Groupware.Mail", "Groupware.Calendars" },
        { "Groupware.Mail", "Groupware.Contacts" },
        { "Groupware.Contacts", "Groupware.Mail" },
        { "Groupware.Contacts", "Groupware.Calendars" },
        { "Groupware.Calendars", "Groupware.Mail" },
        { "Groupware.Calendars", "Groupware.Contacts" },
    };

    [Theory, MemberData(nameof(ForbiddenArrows))]
    public void A_feature_leans_only_on_what_it_may(string from, string to) =>
        AssertNone(Types.InAssembly(Features).That().ResideInNamespace(from), to);

    [Fact]
    public void Formats_leans_on_nobody() => AssertReferences(Formats);

    [Fact]
    public void Storage_leans_on_Formats_at_most() => AssertReferences(Storage, "Groupware.Formats");

    [Fact]
    public void Features_lean_on_Formats_and_Storage() => AssertReferences(Features, "Groupware.Formats", "Groupware.Storage");

    [Fact]
    public void Dav_leans_on_the_features_and_never_on_Web_or_MailHost() => AssertReferences(Dav, "Groupware", "Groupware.Formats", "Groupware.Storage");

    [Fact]
    public void MailHost_leans_on_the_features_and_never_on_Web_or_Dav() => AssertReferences(MailHost, "Groupware", "Groupware.Formats", "Groupware.Storage");

    [Fact]
    public void Only_Mail_sees_the_types_of_an_IMAP_connection()
    {
        AssertNone(Types.InAssembly(Features).That().DoNotResideInNamespace("Groupware.Mail"), "MailKit.Net.Imap");
        AssertNone(Types.InAssemblies([Dav, Web]).That().ResideInNamespace("Groupware"), "MailKit.Net.Imap");
    }

    [Fact]
    public void Only_Occurrences_evaluates_a_recurrence() =>
        AssertNone(Types.InAssemblies([Features, Dav, MailHost, Web]).That().DoNotResideInNamespace("Groupware.Calendars.Occurrences"), "Ical.Net");

    [Fact]
    public void Only_Storage_knows_which_database_it_is() =>
        AssertNone(Types.InAssemblies([Features, Dav, MailHost, Web]).That().ResideInNamespace("Groupware"), "Npgsql", "Microsoft.Data.Sqlite");

    /// <summary>The rules are not blind: an arrow that exists (Calendars to Collections, Web to MailHost) is reported as soon as it is forbidden.</summary>
    [Fact]
    public void An_arrow_that_must_not_exist_is_found()
    {
        Assert.ThrowsAny<Exception>(() => AssertNone(Types.InAssembly(Features).That().ResideInNamespace("Groupware.Calendars"), "Groupware.Collections"));
        Assert.ThrowsAny<Exception>(() => AssertNone(Types.InAssembly(Features).That().ResideInNamespace("Groupware.Calendars"), "Ical.Net"));
        Assert.ThrowsAny<Exception>(() => AssertReferences(Web, "Groupware", "Groupware.Formats", "Groupware.Storage", "Groupware.Dav"));
    }

    private static void AssertNone(PredicateList types, params string[] dependencies)
    {
        var result = types.ShouldNot().HaveDependencyOnAny(dependencies).GetResult();
        Assert.True(result.IsSuccessful, "leans on " + string.Join(", ", dependencies) + ": " + string.Join(", ", (result.FailingTypes ?? []).Select(t => t.FullName)));
    }

    private static void AssertReferences(Assembly assembly, params string[] allowed)
    {
        var ours = assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Groupware", StringComparison.Ordinal));
        Assert.Empty(ours.Except(allowed, StringComparer.Ordinal));
    }
}
