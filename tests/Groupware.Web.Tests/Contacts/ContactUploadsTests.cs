using Groupware.Web.Components.Contacts;
using Microsoft.Extensions.Time.Testing;

namespace Groupware.Web.Tests.Contacts;

public sealed class ContactUploadsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void What_was_put_is_taken_once()
    {
        var uploads = new ContactUploads(time);
        var word = uploads.Put([1, 2]);
        Assert.Equal([1, 2], uploads.Take($"\"{word}\""));
        Assert.Null(uploads.Take(word));
    }

    [Fact]
    public void The_newest_is_kept_when_there_is_no_room_and_nothing_waits_for_ever()
    {
        var uploads = new ContactUploads(time);
        var words = Enumerable.Range(0, 5).Select(_ => uploads.Put(new byte[20 << 20])).ToList();
        Assert.Null(uploads.Take(words[1]));
        Assert.NotNull(uploads.Take(words[4]));
        Assert.NotNull(uploads.Take(words[3]));
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Null(uploads.Take(words[2]));
    }
}
