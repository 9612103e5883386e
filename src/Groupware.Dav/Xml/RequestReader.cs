using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Groupware.Dav.Xml;

/// <summary>Reads the XML of a request: bounded in size and depth, without DTD, entities or anything from outside (RFC 4918, section 20.6).</summary>
internal static class RequestReader
{
    private const int MaxBytes = 8 << 20;
    private const int MaxDepth = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The root element; null when the body is empty.</summary>
    /// <exception cref="DavException">400 when it isn't well-formed or too deep, 413 when it is too large.</exception>
    public static async Task<XElement?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (await BodyReader.ReadAsync(request, MaxBytes, cancel) is not { } body) throw new DavException(StatusCodes.Status413PayloadTooLarge);
        if (body.Length == 0) return null;
        try
        {
            using var stream = new MemoryStream(body, writable: false);
            using var reader = XmlReader.Create(stream, Settings);
            var root = await XElement.LoadAsync(reader, LoadOptions.PreserveWhitespace, cancel);
            return Depth(root) <= MaxDepth ? root : throw new DavException(StatusCodes.Status400BadRequest);
        }
        catch (XmlException)
        {
            throw new DavException(StatusCodes.Status400BadRequest);
        }
    }

    private static int Depth(XElement root)
    {
        var (deepest, depth) = (1, 1);
        for (XNode? node = root.FirstNode; node is not null;)
        {
            if (node is XElement { FirstNode: { } inner })
            {
                node = inner;
                deepest = Math.Max(deepest, ++depth);
                continue;
            }

            while (node is not null && node != root && node.NextNode is null)
            {
                node = node.Parent;
                depth--;
            }

            node = node == root ? null : node?.NextNode;
        }

        return deepest;
    }
}
