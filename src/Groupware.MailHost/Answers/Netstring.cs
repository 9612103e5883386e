using System.Globalization;
using System.Text;

namespace Groupware.MailHost.Answers;

/// <summary>Netstrings: <c>5:hello,</c>. Length in octets, then a colon, the octets, a comma.</summary>
internal static class Netstring
{
    /// <summary>Far over any address; a longer one is a broken or hostile client.</summary>
    private const int Longest = 100_000;

    /// <returns>Null at the orderly end of the stream.</returns>
    /// <exception cref="InvalidDataException">Not a netstring, or too long.</exception>
    public static async Task<string?> ReadAsync(Stream stream, CancellationToken cancel)
    {
        var one = new byte[1];
        var length = 0;
        for (var digits = 0; ; digits++)
        {
            if (await stream.ReadAsync(one, cancel) == 0) return digits == 0 ? null : throw new InvalidDataException("The stream ended within a length");
            if (one[0] == (byte)':' && digits > 0) break;
            if (one[0] is < (byte)'0' or > (byte)'9') throw new InvalidDataException("A length is digits and a colon");
            length = length * 10 + (one[0] - '0');
            if (length > Longest) throw new InvalidDataException("The length is over " + Longest.ToString(CultureInfo.InvariantCulture));
        }

        var body = new byte[length + 1];
        await stream.ReadExactlyAsync(body, cancel);
        if (body[length] != (byte)',') throw new InvalidDataException("A netstring ends with a comma");
        return Encoding.UTF8.GetString(body, 0, length);
    }

    public static async Task WriteAsync(Stream stream, string text, CancellationToken cancel)
    {
        var head = Encoding.UTF8.GetByteCount(text).ToString(CultureInfo.InvariantCulture);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head + ":" + text + ","), cancel);
    }
}
