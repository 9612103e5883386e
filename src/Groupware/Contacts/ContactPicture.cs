using SkiaSharp;

namespace Groupware.Contacts;

/// <summary>Pictures of people: whatever a file or a card holds becomes a small JPEG of our own making, so that nothing foreign is served.</summary>
public static class ContactPicture
{
    /// <summary>Largest file taken, in bytes.</summary>
    public const int MaxBytes = 12 << 20;

    // What a decoder may unfold: 50 million points are 200 MB for a moment; a photo of a phone has 12 to 48 million.
    private const long MaxPoints = 50_000_000;

    /// <summary>Whether <see cref="Square"/> would take it; looks at the file's head only.</summary>
    public static bool IsPicture(ReadOnlyMemory<byte> file)
    {
        if (file.Length is 0 or > MaxBytes) return false;
        using var data = SKData.CreateCopy(file.Span);
        using var codec = SKCodec.Create(data);
        return Fits(codec);
    }

    /// <summary>Decodes, turns upright, cuts to a square and shrinks.</summary>
    /// <param name="file">Anything; a picture in a format that SkiaSharp reads (JPEG, PNG, WebP, GIF, BMP).</param>
    /// <param name="side">Points of the square; a smaller picture is not made larger.</param>
    /// <returns>A JPEG; null when it isn't a picture or is too large to unfold.</returns>
    public static byte[]? Square(ReadOnlyMemory<byte> file, int side)
    {
        if (file.Length is 0 or > MaxBytes) return null;
        using var data = SKData.CreateCopy(file.Span);
        using var codec = SKCodec.Create(data);
        if (!Fits(codec)) return null;
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(info) || codec.GetPixels(info, bitmap.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput)) return null;
        var edge = Math.Min(info.Width, info.Height);
        var size = Math.Min(side, edge);
        using var surface = SKSurface.Create(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Premul));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        Turn(canvas, codec.EncodedOrigin, size);
        using var image = SKImage.FromBitmap(bitmap);
        var from = SKRect.Create((info.Width - edge) / 2f, (info.Height - edge) / 2f, edge, edge);
        canvas.DrawImage(image, from, SKRect.Create(size, size), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var shot = surface.Snapshot();
        using var jpeg = shot.Encode(SKEncodedImageFormat.Jpeg, 85);
        return jpeg?.ToArray();
    }

    private static bool Fits([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] SKCodec? codec) =>
        codec is { Info: { Width: > 0, Height: > 0 } info } && (long)info.Width * info.Height <= MaxPoints;

    private static void Turn(SKCanvas canvas, SKEncodedOrigin origin, int size)
    {
        var half = size / 2f;
        canvas.Translate(half, half);
        switch (origin)
        {
            case SKEncodedOrigin.TopRight: canvas.Scale(-1, 1); break;
            case SKEncodedOrigin.BottomRight: canvas.RotateDegrees(180); break;
            case SKEncodedOrigin.BottomLeft: canvas.Scale(1, -1); break;
            case SKEncodedOrigin.LeftTop: canvas.RotateDegrees(90); canvas.Scale(1, -1); break;
            case SKEncodedOrigin.RightTop: canvas.RotateDegrees(90); break;
            case SKEncodedOrigin.RightBottom: canvas.RotateDegrees(90); canvas.Scale(-1, 1); break;
            case SKEncodedOrigin.LeftBottom: canvas.RotateDegrees(270); break;
        }

        canvas.Translate(-half, -half);
    }
}
