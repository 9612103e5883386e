using System.Diagnostics;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Start;

/// <summary>What <c>run.sh</c> does about missing packages, with a <c>dpkg-query</c> that knows what the test says and an <c>apt-get</c> that only writes down what it was asked.</summary>
public sealed class PackagesTests : IDisposable
{
    private const string Mail = "dovecot-imapd dovecot-lmtpd dovecot-managesieved dovecot-sieve dovecot-auth-lua";
    private const string Extras = "dovecot-fts-xapian poppler-utils catdoc unzip";

    private readonly string folder = Directory.CreateTempSubdirectory("gw-run-").FullName;

    public PackagesTests()
    {
        File.SetUnixFileMode(folder, (UnixFileMode)0x1FF);   // 0777: an ordinary user works in it
        Directory.CreateDirectory(Path.Combine(folder, "deploy"));
        foreach (var file in new[] { "run.sh", "deploy/packages.sh", "Directory.Build.props" }) File.Copy(Path.Combine(ProductFiles.Root, file), Path.Combine(folder, file));
        Stub("systemctl", "exit 0");
        Stub("node", "exit 0");
        Stub("npm", "exit 0");
        Stub("dotnet", "echo 10.0.100");
        Stub("useradd", "exit 0");
        Apt("exit 0");
    }

    [Fact]
    public async Task An_ordinary_user_is_told_what_an_administrator_installs_and_what_goes_without()
    {
        Installed("");
        var (code, said) = await RunAsync(asUser: true);
        Assert.Equal(1, code);
        Assert.Equal($"""
            Groupware: these packages are missing: {Mail}
            An administrator installs them with:
              apt-get install {Mail} {Extras}
            Or, without Dovecot, use an existing mail host:
              MailHost__Enabled=false Directory__Source=Imap Mail__Imap__Host=imap.example.net Mail__Imap__Port=993 Mail__Imap__Security=Tls ./run.sh

            """, said);
        Assert.Equal("", Asked());
    }

    [Fact]
    public async Task An_ordinary_user_needs_neither_Postfix_nor_the_extras()
    {
        Installed(Mail);
        var (_, said) = await RunAsync(asUser: true);
        Assert.Equal("Groupware: Nothing is built yet: start once without --no-build.\n", said);
        Assert.Equal("", Asked());
    }

    [Fact]
    public async Task Without_the_own_mail_host_nothing_is_asked_for()
    {
        Installed("");
        var (_, said) = await RunAsync(asUser: true, "MailHost__Enabled=false");
        Assert.DoesNotContain("packages", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_installs_what_is_missing_and_nothing_else()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root installs");
        Installed("dovecot-imapd dovecot-lmtpd unzip");
        var (_, said) = await RunAsync(asUser: false);
        const string missing = "dovecot-managesieved dovecot-sieve dovecot-auth-lua postfix dovecot-fts-xapian poppler-utils catdoc";
        Assert.StartsWith($"Installing: {missing}\n", said, StringComparison.Ordinal);
        Assert.EndsWith($" update -qq\n-o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends {missing}\n", Asked(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_with_everything_there_asks_apt_for_nothing()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root installs");
        Installed($"{Mail} postfix {Extras}");
        await RunAsync(asUser: false);
        Assert.Equal("", Asked());
    }

    [Fact]
    public async Task An_installation_that_fails_ends_the_start_with_apts_words_and_a_sentence()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root installs");
        Installed($"{Mail} {Extras}");
        Apt("echo 'E: Unable to locate package postfix' >&2; exit 100");
        var (code, said) = await RunAsync(asUser: false);
        Assert.Equal(1, code);
        Assert.Equal("Installing: postfix\nE: Unable to locate package postfix\nGroupware: the packages could not be installed; an administrator tries: apt-get install postfix\n", said);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Asked() => File.Exists(Path.Combine(folder, "asked")) ? File.ReadAllText(Path.Combine(folder, "asked")) : "";

    private void Apt(string then) => Stub("apt-get", $"echo \"$*\" >>{folder}/asked; {then}");

    /// <summary>Answers in dpkg-query's own form, for one package or several.</summary>
    private void Installed(string packages) => Stub("dpkg-query", $$"""
        format=${2#-f=}; shift 2
        for package; do
          case " {{packages}} " in
            *" $package "*) printf "$(printf '%s' "$format" | sed "s/\${Status}/install ok installed/; s/\${Package}/$package/")" ;;
            *) echo "dpkg-query: no packages found matching $package" >&2 ;;
          esac
        done
        """);

    private void Stub(string name, string script)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "stubs")).FullName, name);
        File.WriteAllText(file, "#!/bin/bash\n" + script + "\n");
        File.SetUnixFileMode(file, (UnixFileMode)0x1ED);   // 0755
    }

    /// <summary>Both streams together, as on a console.</summary>
    private async Task<(int Code, string Said)> RunAsync(bool asUser, string setting = "X=")
    {
        var (user, group) = SuiteOptions.Nobody;
        string[] identity = asUser && Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", user, "--regid", group, "--clear-groups"] : [];
        string[] command = [.. identity, "env", setting, $"PATH={folder}/stubs:/usr/sbin:/usr/bin:/sbin:/bin", "bash", "-c", "exec ./run.sh --no-build --no-demo 2>&1"];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true };
        using var run = Process.Start(start)!;
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return (run.ExitCode, said);
    }
}
