using System.Security.Cryptography;
using System.Text;
using Swictation.Plumbing.Hashing;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Forgetting;

/// <summary>Looks through every byte of the files in a directory, as they are at the moment.</summary>
internal static class FileTraces
{
    /// <summary>Names of the files that hold a text, or a plain digest of it or of a body; empty where none does.</summary>
    public static string Find(string directory, string text, string body) => string.Join(
        ", ",
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .SelectMany(file => Find(file, OtherProgram.ReadAllBytes(file), text, body)));

    private static IEnumerable<string> Find(string file, byte[] bytes, string text, string body)
    {
        foreach (var (name, trace) in Traces(text).Concat(Traces(body)))
        {
            if (bytes.AsSpan().IndexOf(trace) is >= 0 and var at) yield return $"{Path.GetFileName(file)} at {at}: {name}";
        }
    }

    private static IEnumerable<(string Name, byte[] Trace)> Traces(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return (text, utf8);
        foreach (var (name, digest) in new[]
        {
            ("SHA-1", Sha1Of(utf8)), ("SHA-256", SHA256.HashData(utf8)),
            ("SHA-512", SHA512.HashData(utf8)), ("BLAKE2b", Blake2b.HashData(utf8)), ("BLAKE2b-256", Blake2b.HashData(utf8, bytes: 32)),
        })
        {
            yield return ($"{name} of {text}", digest);
            yield return ($"{name} of {text} in figures", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest)));
        }

        // As SQLite stores a number of four bytes.
        var checksum = Crc32C(utf8);
        yield return ($"CRC-32C of {text}", BitConverter.IsLittleEndian ? [.. BitConverter.GetBytes(checksum).Reverse()] : []);
    }

    private static byte[] Sha1Of(byte[] bytes)
    {
        var hash = new Sha1();
        hash.Append(bytes);
        return hash.Finish();
    }

    private static uint Crc32C(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var octet in bytes) crc = System.Numerics.BitOperations.Crc32C(crc, octet);
        return ~crc;
    }
}
