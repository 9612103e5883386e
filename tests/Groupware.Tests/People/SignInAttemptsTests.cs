using Groupware.People;
using Microsoft.Extensions.Time.Testing;

namespace Groupware.Tests.People;

/// <summary>The delay policy (S4): at most 30 guesses an hour for one account, and nobody else locked out.</summary>
public sealed class SignInAttemptsTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 6, 4, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Ten_thousand_guesses_from_everywhere_try_fewer_than_thirty_in_an_hour()
    {
        var attempts = new SignInAttempts(time);
        var tried = 0;
        for (var second = 0; second < 3600; second++)
        {
            for (var each = 0; each < 3; each++)
            {
                if (attempts.Begin("alice@example.test", $"198.51.{second % 200}.{each}") is null) tried++;
            }

            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(tried, 10, 30);
    }

    [Fact]
    public void A_hundred_at_the_same_moment_count_as_a_hundred()
    {
        var attempts = new SignInAttempts(time);
        Assert.Equal(SignInAttempts.Free, Enumerable.Range(0, 100).Count(i => attempts.Begin("alice", $"198.51.100.{i}") is null));
    }

    [Fact]
    public void Another_account_is_not_held_back()
    {
        var attempts = new SignInAttempts(time);
        for (var i = 0; i < 20; i++) attempts.Begin("alice", "198.51.100.1");
        Assert.Null(attempts.Begin("bob", "203.0.113.9"));
        Assert.Null(attempts.Begin("bob", "198.51.100.1"));
    }

    [Fact]
    public void Its_owner_still_comes_in_from_where_they_came_before()
    {
        var attempts = new SignInAttempts(time);
        attempts.Begin("alice", "203.0.113.9");
        attempts.Succeeded("alice", "203.0.113.9");
        for (var i = 0; i < 50; i++) attempts.Begin("alice", "198.51.100.1");
        Assert.NotNull(attempts.Begin("alice", "198.51.100.1"));
        Assert.Null(attempts.Begin("alice", "203.0.113.9"));
    }

    [Fact]
    public void One_address_cannot_try_a_password_on_everybody()
    {
        var attempts = new SignInAttempts(time);
        var tried = Enumerable.Range(0, 500).Count(i => attempts.Begin($"person{i}", "198.51.100.1") is null);
        Assert.Equal(SignInAttempts.AddressFailures, tried);
        Assert.Null(attempts.Begin("person400", "203.0.113.9"));
    }

    [Fact]
    public void Loopback_is_nobodys_address()
    {
        var attempts = new SignInAttempts(time);
        Assert.All(Enumerable.Range(0, 500), i => Assert.Null(attempts.Begin($"person{i}", "127.0.0.1")));
    }

    [Fact]
    public void The_wait_grows_and_ends_by_itself()
    {
        var attempts = new SignInAttempts(time);
        for (var i = 0; i < SignInAttempts.Free; i++) Assert.Null(attempts.Begin("alice", ""));
        Assert.Equal(TimeSpan.FromSeconds(1), attempts.Begin("alice", ""));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(attempts.Begin("alice", ""));
        Assert.Equal(TimeSpan.FromSeconds(2), attempts.Begin("alice", ""));
        time.Advance(TimeSpan.FromHours(2));
        for (var i = 0; i < SignInAttempts.Free; i++) Assert.Null(attempts.Begin("alice", ""));
    }

    [Fact]
    public void Right_passwords_do_not_count()
    {
        var attempts = new SignInAttempts(time);
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(attempts.Begin("alice", "203.0.113.9"));
            attempts.Succeeded("alice", "203.0.113.9");
        }
    }
}
