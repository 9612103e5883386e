using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Xml;

/// <summary>Reads a whole request body up to a limit.</summary>
internal static class BodyReader
{
    /// <summary>The bytes; null when there are more than the limit (the rest isn't read).</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (request.ContentLength > limit) return null;
        if (request.ContentLength is { } length)
        {
            var exact = new byte[length];
            await request.Body.ReadExactlyAsync(exact, cancel);
            return exact;
        }

        using var body = new MemoryStream();
        var piece = new byte[16384];
        for (int read; (read = await request.Body.ReadAsync(piece, cancel)) > 0;)
        {
            if (body.Length + read > limit) return null;
            body.Write(piece, 0, read);
        }

        return body.ToArray();
    }
}
