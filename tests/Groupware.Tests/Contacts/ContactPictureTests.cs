using System.Text;
using Groupware.Contacts;
using SkiaSharp;

namespace Groupware.Tests.Contacts;

public sealed class ContactPictureTests
{
    private static byte[] Png(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Teal);
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    [Theory]
    [InlineData(800, 600, 320)]
    [InlineData(90, 200, 90)]
    public void A_picture_becomes_a_small_square_of_our_own(int width, int height, int side)
    {
        var jpeg = ContactPicture.Square(Png(width, height), 320);

        Assert.NotNull(jpeg);
        using var codec = SKCodec.Create(new MemoryStream(jpeg));
        Assert.Equal((SKEncodedImageFormat.Jpeg, side, side), (codec.EncodedFormat, codec.Info.Width, codec.Info.Height));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("\u0089PNG\r\n")]
    public void What_is_no_picture_is_refused(string text)
    {
        Assert.False(ContactPicture.IsPicture(Encoding.Latin1.GetBytes(text)));
        Assert.Null(ContactPicture.Square(Encoding.Latin1.GetBytes(text), 320));
    }

    [Fact]
    public void A_picture_that_unfolds_to_gigabytes_is_refused_by_its_head()
    {
        var png = Png(8, 8);
        png[16] = png[20] = 0x01;   // width and height above sixteen million
        Assert.False(ContactPicture.IsPicture(png));
        Assert.Null(ContactPicture.Square(png, 320));
    }
}
