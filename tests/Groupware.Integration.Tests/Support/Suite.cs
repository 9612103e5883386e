using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Groupware.Testing;

/// <summary>
/// The real product as its users meet it: the web process with its own Dovecot and Postfix, temporary data, free ports. Started in about three
/// seconds; share one by <see cref="SharedSuite"/> unless a test stops it, kills it or needs settings of its own.
/// </summary>
public sealed class Suite : IAsyncDisposable
{
    /// <summary>Of every account that the suite makes for tests.</summary>
    public const string Password = "secret";

    public const string Domain = "example.test";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BuildAndStartLimit = TimeSpan.FromMinutes(8);

    private readonly SuiteOptions options;
    private readonly ConcurrentQueue<string> output = new();
    private readonly bool ownsData;
    private readonly string program = ProductFiles.WebAssembly;
    private Process? process;
    private volatile string unended = "";
    private TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Suite(SuiteOptions options)
    {
        this.options = options;
        ownsData = options.Data is null;
        Data = options.Data ?? Directory.CreateTempSubdirectory("gw-").FullName;
        if (options.RunAs is { } user)
        {
            if (options.Script is null) program = ProductFiles.CopyWithoutSources(Path.Combine(Data, "program"));
            Run("chown", $"{user.User}:{user.Group}", Data);
        }

        Ports = SuitePorts.Take();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Url };
    }

    /// <summary>Where the web listens.</summary>
    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Ports.Web}/"));

    /// <summary>Without cookies and redirects.</summary>
    public HttpClient Http { get; }

    /// <summary>The data folder; deleted with the suite.</summary>
    public string Data { get; }

    public SuitePorts Ports { get; }

    /// <summary>All that the process wrote, standard output and errors.</summary>
    public string Output => string.Join('\n', [.. output, unended]);

    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The suite does not run");

    public bool Running => process is { HasExited: false };

    /// <summary>Starts and waits for <c>Ready:</c>.</summary>
    public static async Task<Suite> StartAsync(SuiteOptions? options = null)
    {
        var suite = new Suite(options ?? new SuiteOptions());
        try
        {
            await suite.StartAgainAsync();
            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a process that is expected to refuse, and returns what it said, its exit code, and the files and processes that it left behind.</summary>
    public static async Task<(int ExitCode, string Said, IReadOnlyList<string> Left)> RefusedAsync(SuiteOptions options)
    {
        await using var suite = new Suite(options);
        suite.Launch([]);
        using var limit = new CancellationTokenSource(StartLimit);
        await suite.process!.WaitForExitAsync(limit.Token);
        using var list = Process.Start(new ProcessStartInfo("pgrep", ["-a", "-f", suite.Data + "/"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var running = await list.StandardOutput.ReadToEndAsync(limit.Token);
        return (suite.process.ExitCode, suite.Output, [.. Directory.EnumerateFileSystemEntries(suite.Data), .. running.Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
    }

    /// <summary>After <see cref="StopAsync"/> or <see cref="Kill9Async"/>: the same data and ports again.</summary>
    public async Task StartAgainAsync()
    {
        ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Launch([]);
        var ended = process!.WaitForExitAsync();
        var first = await Task.WhenAny(ready.Task, ended, Task.Delay(options.Script is null ? StartLimit : BuildAndStartLimit));
        if (first != ready.Task) throw new InvalidOperationException((first == ended ? "The suite ended:\n" : "The suite did not get ready:\n") + Output);
    }

    /// <summary>As <c>systemctl stop</c> does, or Ctrl-C with <c>INT</c>.</summary>
    /// <returns>Exit code; 0 when nothing ran.</returns>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        if (process is not { HasExited: false } running) return 0;
        Send(running.Id, signal);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await running.WaitForExitAsync(limit.Token);
        return running.ExitCode;
    }

    /// <summary>Types on the terminal of <see cref="SuiteOptions.OnTerminal"/>.</summary>
    public async Task TypeAsync(string keys)
    {
        await process!.StandardInput.WriteAsync(keys);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Starts on a terminal, answers what is asked, each answer after its question was written, and waits for <c>Ready:</c>.</summary>
    public static async Task<Suite> StartAskedAsync(SuiteOptions options, params (string Question, string Answer)[] answers)
    {
        var suite = new Suite(options with { OnTerminal = true });
        try
        {
            var start = suite.StartAgainAsync();
            foreach (var (question, answer) in answers)
            {
                await Until.TrueAsync(() => suite.Output.Contains(question, StringComparison.Ordinal), StartLimit, $"asked \"{question}\"");
                await suite.TypeAsync(answer + "\n");
            }

            await start;
            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>As a power cut does to this process; its mail host stays and is ended by the next start.</summary>
    public async Task Kill9Async()
    {
        if (process is not { HasExited: false } running) return;
        running.Kill();
        await running.WaitForExitAsync();
    }

    /// <summary>Runs <c>admin …</c> beside the running suite, on the same data.</summary>
    public Task<(int ExitCode, string Said)> AdminAsync(params string[] arguments) => AdminAsync("", arguments);

    /// <summary>The same with something on standard input: <c>--password-stdin</c>.</summary>
    public async Task<(int ExitCode, string Said)> AdminAsync(string input, IReadOnlyList<string> arguments)
    {
        using var command = Process.Start(StartInfo(["admin", .. arguments])) ?? throw new InvalidOperationException("dotnet did not start");
        await command.StandardInput.WriteAsync(input);
        command.StandardInput.Close();
        var said = await Task.WhenAll(command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync());
        await command.WaitForExitAsync();
        return (command.ExitCode, string.Concat(said));
    }

    /// <summary>Fills in the sign-in form as a browser does.</summary>
    public async Task<SignInAnswer> SignInAsync(string name, string password = Password)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Url };
        var form = await client.GetStringAsync("/sign-in");
        var fields = Regex.Matches(form, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1))
            .ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value), StringComparer.Ordinal);
        fields["Input.Name"] = name;
        fields["Input.Password"] = password;
        using var content = new FormUrlEncodedContent(fields);
        var answer = await client.PostAsync("/sign-in", content);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        return new SignInAnswer(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode, page, client);
    }

    /// <summary>A signed-in IMAP connection of the person.</summary>
    /// <param name="name">Login name; without "@" in <see cref="Domain"/>.</param>
    public async Task<ImapClient> ImapAsync(string name, string password = Password)
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Ports.Imap, SecureSocketOptions.None);
        await client.AuthenticateAsync(Address(name), password);
        return client;
    }

    /// <summary>Sends through submission, signed in as the sender.</summary>
    public async Task SendAsync(string from, string to, string subject, string text = "Hello", string? signedInAs = null, string password = Password)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", Ports.Submission, SecureSocketOptions.None);
        await client.AuthenticateAsync(Address(signedInAs ?? from), password);
        await client.SendAsync(Message(from, to, subject, text));
        await client.DisconnectAsync(quit: true);
    }

    /// <summary>Delivers as another mail host does, without signing in.</summary>
    public Task DeliverAsync(string from, string to, string subject, string text = "Hello") => DeliverAsync(Message(from, to, subject, text));

    /// <summary>Delivers a message made by the test as another mail host does.</summary>
    public async Task DeliverAsync(MimeMessage message, string? recipient = null)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", Ports.Smtp, SecureSocketOptions.None);
        if (recipient is null) await client.SendAsync(message);
        else await client.SendAsync(message, message.From.Mailboxes.First(), [MailboxAddress.Parse(Address(recipient))]);
        await client.DisconnectAsync(quit: true);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process?.Dispose();
        Http.Dispose();
        if (options.Foreground is { } end) await end();
        EndLeftovers();
        if (ownsData) await DeleteDataAsync();
    }

    public static string Address(string name) => name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{Domain}";

    private static MimeMessage Message(string from, string to, string subject, string text)
    {
        var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(MailboxAddress.Parse(Address(from)));
        message.To.Add(MailboxAddress.Parse(Address(to)));
        return message;
    }

    private void Launch(IEnumerable<string> arguments)
    {
        process?.Dispose();
        process = new Process { StartInfo = StartInfo(arguments) };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        if (options.OnTerminal)
        {
            _ = HearTerminalAsync(process.StandardOutput);
            return;
        }

        process.BeginOutputReadLine();
        process.StandardInput.Close();
    }

    private ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        List<string> command = options.Script is { } typed ? [Path.Combine(options.ScriptFolder, "run.sh"), .. typed, .. arguments] : ["dotnet", program, .. arguments];
        if (options.RunAs is { } user) command = ["setpriv", "--reuid", user.User, "--regid", user.Group, "--clear-groups", "env", "HOME=" + Data, "PATH=" + OrdinaryPath, .. command];
        // whoever runs the tests in the background has taken Ctrl-C and hang-ups away from all that he starts
        command = ["env", "--default-signal=INT,HUP,QUIT", .. command];
        if (options.OnTerminal) command = ["script", "-qefc", "exec " + string.Join(' ', command), "/dev/null"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        start.Environment["GROUPWARE_URL"] = Url.GetLeftPart(UriPartial.Authority);
        start.Environment["GROUPWARE_DATA"] = Data;
        if (options.Script is null) start.Environment["GROUPWARE_DEMO"] = options.Demo;
        start.Environment["DOTNET_gcServer"] = "0";
        foreach (var (setting, port) in Ports.Settings) start.Environment[setting] = port.ToString(CultureInfo.InvariantCulture);
        foreach (var (setting, value) in options.Settings) start.Environment[setting] = value;
        return start;
    }

    /// <summary>As an ordinary user has it: without the folders of administrators' programs.</summary>
    private static string OrdinaryPath =>
        string.Join(':', (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(folder => !folder.TrimEnd('/').EndsWith("/sbin", StringComparison.Ordinal)));

    /// <summary>A question stands at the end of a line that is not ended yet.</summary>
    private async Task HearTerminalAsync(StreamReader terminal)
    {
        var one = new char[1];
        while (await terminal.ReadAsync(one) > 0)
        {
            if (one[0] != '\n')
            {
                unended += one[0];
                continue;
            }

            Hear(unended.TrimEnd('\r'));
            unended = "";
        }
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        if (line.StartsWith("Ready: ", StringComparison.Ordinal)) ready.TrySetResult();
    }

    private static void Send(int processId, string signal) => Run("kill", "-" + signal, processId.ToString(CultureInfo.InvariantCulture));

    private static void Run(string command, params string[] arguments)
    {
        using var running = Process.Start(command, arguments);
        running.WaitForExit();
    }

    /// <summary>A server that was killed just now may still be writing its last file.</summary>
    private async Task DeleteDataAsync()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Delete(Data, recursive: true);
                return;
            }
            catch (IOException) when (tries < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Servers of a suite that was killed and not started again: found by our data folder in their command line.</summary>
    private void EndLeftovers()
    {
        using var kill = Process.Start(new ProcessStartInfo("pkill", ["-9", "-f", "-c", $"{Data}/mailhost/"]) { RedirectStandardOutput = true, UseShellExecute = false });
        kill?.WaitForExit();
    }
}
