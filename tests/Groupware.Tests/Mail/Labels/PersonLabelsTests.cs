using Groupware.Mail.Labels;

namespace Groupware.Tests.Mail.Labels;

public sealed class PersonLabelsTests
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task A_label_is_made_renamed_deleted_and_brought_back_with_the_same_keyword()
    {
        await using var room = await ComposeRoom.OpenAsync();
        var made = await room.Labels.CreateAsync(room.Alice, " Quay works ", "c3", Cancel);
        Assert.Equal(new LabelChange(LabelStatus.Done, new Label("Quay_works", "Quay works", "c3", true)), made);
        Assert.Contains(made.Label, (await room.Labels.ForAsync(room.Alice.Id, Cancel)).Offered);
        Assert.DoesNotContain(made.Label, (await room.Labels.ForAsync(room.Bob.Id, Cancel)).Offered);

        var renamed = await room.Labels.ChangeAsync(room.Alice, "Quay_works", "North quay", "c9", Cancel);
        Assert.Equal(new Label("Quay_works", "North quay", "c9", true), renamed.Label);
        Assert.Equal(renamed.Label, (await room.Labels.ForAsync(room.Alice.Id, Cancel)).Find("quay_WORKS"));

        // its first name is free again, its keyword is not
        Assert.Equal("Quay_works-2", (await room.Labels.CreateAsync(room.Alice, "Quay works", "c3", Cancel)).Label!.Keyword);

        var gone = await room.Labels.DeleteAsync(room.Alice, "Quay_works", Cancel);
        Assert.Equal(renamed.Label, gone.Label);
        Assert.DoesNotContain((await room.Labels.ForAsync(room.Alice.Id, Cancel)).Offered, static label => label.Keyword == "Quay_works");
        await room.Labels.ChangeAsync(room.Alice, gone.Label!.Keyword, gone.Label.Name, gone.Label.Color, Cancel);
        Assert.Contains(renamed.Label, (await room.Labels.ForAsync(room.Alice.Id, Cancel)).Offered);
    }

    [Fact]
    public async Task One_of_the_usual_five_is_renamed_deleted_and_brought_back()
    {
        await using var room = await ComposeRoom.OpenAsync();
        await room.Labels.ChangeAsync(room.Alice, "$label2", "Client", "c5", Cancel);
        Assert.Equal(new Label("$label2", "Client", "c5", true), (await room.Labels.ForAsync(room.Alice.Id, Cancel)).Offered[1]);
        await room.Labels.DeleteAsync(room.Alice, "$label2", Cancel);
        await room.Labels.DeleteAsync(room.Alice, "$label5", Cancel);
        var labels = await room.Labels.ForAsync(room.Alice.Id, Cancel);
        Assert.Equal(["$label1", "$label3", "$label4"], labels.Offered.Select(static label => label.Keyword));

        // another program may still put it on a message: that is shown
        Assert.Equal(new Label("$label5", "", "c4", false), labels.Find("$label5"));
        Assert.Equal(LabelStatus.Done, (await room.Labels.ChangeAsync(room.Alice, "$label5", "", "c4", Cancel)).Status);
        Assert.Equal("$label5", (await room.Labels.ForAsync(room.Alice.Id, Cancel)).Offered[^1].Keyword);
    }

    [Fact]
    public async Task What_cannot_be_a_name_is_refused_and_changes_nothing()
    {
        await using var room = await ComposeRoom.OpenAsync();
        await room.Labels.CreateAsync(room.Alice, "Anchor", "c1", Cancel);
        foreach (var name in (string[])["", "  ", "a\nb", new string('x', PersonLabels.MaxName + 1)]) Assert.Equal(LabelStatus.WrongName, (await room.Labels.CreateAsync(room.Alice, name, "c1", Cancel)).Status);
        Assert.Equal(LabelStatus.Taken, (await room.Labels.CreateAsync(room.Alice, "ANCHOR", "c1", Cancel)).Status);

        // a note of mail programs is never a label's keyword
        Assert.Equal("Junk-2", (await room.Labels.CreateAsync(room.Alice, "Junk", "c1", Cancel)).Label!.Keyword);
        Assert.Equal(7, (await room.Labels.ForAsync(room.Alice.Id, Cancel)).Offered.Count);
    }
}
