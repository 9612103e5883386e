using Groupware.Mail.Mailboxes;
using MailKit;
using MimeKit;
using MimeKit.Encodings;

namespace Groupware.Mail.Reading;

/// <summary>Copies a part of a message from the store to a stream, decoded on the way. Holds at most one piece in memory and lends the connection only for a piece.</summary>
public static class PartDownload
{
    private const int Piece = 512 * 1024;

    /// <summary>Writes the part, or the whole message as it is.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="folder">Path.</param>
    /// <param name="uid">Which message.</param>
    /// <param name="part">Null for the whole message.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancel">Ends it between two pieces.</param>
    /// <returns>False when the message is gone; nothing was written then.</returns>
    /// <exception cref="MessageGoneException">It went away after a part of it was written.</exception>
    public static async Task<bool> CopyToAsync(MailboxSession session, string folder, MessageUid uid, Attachment? part, Stream output, CancellationToken cancel)
    {
        var decoder = part is null ? null : DecoderOf(part.Encoding);
        var section = part is null ? "" : part.Part.Length == 0 ? "TEXT" : part.Part;
        var id = new UniqueId(uid.UidValidity, uid.Uid);
        for (var offset = 0; ; offset += Piece)
        {
            var at = offset;
            var piece = await session.InFolderAsync(folder, async (open, token) =>
            {
                if (open.UidValidity != uid.UidValidity) return null;
                try
                {
                    await using var stream = await open.GetStreamAsync(id, section, at, Piece, token);
                    using var copy = new MemoryStream();
                    await stream.CopyToAsync(copy, token);
                    return copy.ToArray();
                }
                catch (MessageNotFoundException)
                {
                    return null;
                }
            }, cancel);
            if (piece is null) return offset == 0 ? false : throw new MessageGoneException();
            if (decoder is null) await output.WriteAsync(piece, cancel);
            else
            {
                var decoded = new byte[decoder.EstimateOutputLength(piece.Length)];
                var length = decoder.Decode(piece, 0, piece.Length, decoded);
                await output.WriteAsync(decoded.AsMemory(0, length), cancel);
            }
            if (piece.Length < Piece) return true;
        }
    }

    private static IMimeDecoder? DecoderOf(string encoding) => encoding switch
    {
        "base64" => new Base64Decoder(),
        "quoted-printable" => new QuotedPrintableDecoder(),
        "uuencode" or "x-uuencode" or "x-uue" => new UUDecoder(),
        _ => null,
    };
}
