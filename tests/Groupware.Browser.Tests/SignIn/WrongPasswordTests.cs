using System.Text.RegularExpressions;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.SignIn;

public sealed class WrongPasswordTests(SharedSuite shared, Chromium chromium)
{
    private const string Password = "correct horse";

    [Fact]
    public async Task A_sentence_says_it_the_name_stays_and_only_the_password_is_typed_again()
    {
        var suite = await shared.GetAsync();
        var name = Suite.Address("mistyped");
        var (code, said) = await suite.AdminAsync(Password + "\n", ["add-person", name, "--password-stdin"]);
        Assert.True(code == 0, said);
        await using var visitor = await chromium.VisitAsync(suite);
        var page = visitor.Page;
        var user = page.GetByLabel("User name");
        var password = page.GetByLabel("Password");

        await page.GotoAsync("/settings");
        await Assertions.Expect(user).ToBeFocusedAsync();
        await user.FillAsync(name);
        await password.FillAsync("incorrect horse");
        await password.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("User name or password is not right. Check both and try again.");
        await Assertions.Expect(user).ToHaveValueAsync(name);
        await Assertions.Expect(password).ToHaveValueAsync("");
        await Assertions.Expect(password).ToBeFocusedAsync();
        await Assertions.Expect(password).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(await visitor.AxeAsync());

        await page.Keyboard.TypeAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/settings$", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 15_000 });
        await visitor.ReadyAsync();
        Assert.Empty(visitor.Problems);
    }
}
