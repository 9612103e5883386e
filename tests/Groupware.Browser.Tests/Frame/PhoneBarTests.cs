using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Frame;

/// <summary>On a phone the top bar's two buttons stand in the page's own bar: nothing of the page may lie under them.</summary>
public sealed class PhoneBarTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task The_find_field_of_people_lies_beside_nothing()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "admin", "/admin/people", Screen.Phone);
        var field = visitor.Page.Locator(".people .find");
        await field.WaitForAsync();
        var box = (await field.BoundingBoxAsync())!;
        Assert.InRange(box.X, 0, Screen.Phone.Width);
        Assert.InRange(box.X + box.Width, 250, Screen.Phone.Width);
        foreach (var other in await visitor.Page.Locator(".top > *, .top button, .people h1").AllAsync())
        {
            if (!await other.IsVisibleAsync() || await other.BoundingBoxAsync() is not { } there) continue;
            var apart = there.Y + there.Height <= box.Y || box.Y + box.Height <= there.Y || there.X + there.Width <= box.X || box.X + box.Width <= there.X;
            Assert.True(apart, $"the find field lies under {await other.EvaluateAsync<string>("e => e.outerHTML.slice(0, 120)")}");
        }

        await visitor.Page.GetByRole(AriaRole.Searchbox).And(field.Locator("input")).FillAsync("bob");
        await Assertions.Expect(visitor.Page.GetByText("Bob Keller")).ToBeVisibleAsync();
    }
}
