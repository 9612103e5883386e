using Groupware.Web.Components.Contacts;

namespace Groupware.Web.Tests.Contacts;

public sealed class ContactListLayoutTests
{
    private static readonly ContactListLayout Layout = new(["A", "A", "B", "C", "C", "C"], row: 52, caption: 24);

    [Fact]
    public void Each_new_letter_has_a_caption_above_its_first_row()
    {
        Assert.Equal([("A", 0), ("B", 2), ("C", 3)], Layout.Firsts);
        Assert.Equal([true, false, true, true, false, false], Enumerable.Range(0, 6).Select(Layout.HasCaption));
        Assert.Equal([0, 76, 128, 204, 280, 332], Enumerable.Range(0, 6).Select(Layout.Top));
        Assert.Equal((6 * 52) + (3 * 24), Layout.Total);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(77, 1, 2)]
    [InlineData(300, 4, 6)]
    [InlineData(5000, 5, 6)]
    public void A_view_is_filled_with_the_rows_in_it(double top, int from, int to) => Assert.Equal((from, to), Layout.Window(top, 60, more: 0));

    [Fact]
    public void The_window_and_the_space_around_it_are_the_whole_list()
    {
        for (var top = 0d; top < Layout.Total; top += 13)
        {
            var (from, to) = Layout.Window(top, 100, more: 1);
            var rows = Enumerable.Range(from, to - from).Sum(row => 52 + (Layout.HasCaption(row) ? 24 : 0));
            Assert.Equal(Layout.Total, Layout.Top(from) + rows + (Layout.Total - Layout.Top(to)));
        }
    }

    [Fact]
    public void Nobody_in_the_book_is_an_empty_list()
    {
        var empty = new ContactListLayout([], 52, 24);
        Assert.Equal((0, 0), empty.Window(0, 500, 10));
        Assert.Equal(0, empty.Total);
    }
}
