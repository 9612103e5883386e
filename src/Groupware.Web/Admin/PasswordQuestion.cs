using System.Text;
using Groupware.People;

namespace Groupware.Web.Admin;

/// <summary>Where a password on the command line comes from: standard input, the console without echo, or made and printed.</summary>
internal sealed class PasswordQuestion(TextReader input, TextWriter output, bool fromInput)
{
    /// <returns>Null when it was given twice differently, or nothing was given.</returns>
    public async Task<string?> AskAsync(string address)
    {
        if (fromInput) return (await input.ReadLineAsync())?.TrimEnd('\r') is { Length: > 0 } line ? line : null;
        if (Console.IsInputRedirected)
        {
            var made = RandomPassword.Make();
            await output.WriteLineAsync($"Password of {address}: {made}");
            return made;
        }

        var first = await ReadHiddenAsync($"Password for {address} (at least {PasswordRules.MinimumLength} characters): ");
        return first.Length > 0 && first == await ReadHiddenAsync("Once more: ") ? first : null;
    }

    private async Task<string> ReadHiddenAsync(string question)
    {
        await output.WriteAsync(question);
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace) text.Length = Math.Max(0, text.Length - 1);
            else if (!char.IsControl(key.KeyChar)) text.Append(key.KeyChar);
        }

        await output.WriteLineAsync();
        return text.ToString();
    }
}
