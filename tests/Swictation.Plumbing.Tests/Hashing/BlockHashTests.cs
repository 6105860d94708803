using System.Security.Cryptography;
using System.Text;
using Swictation.Plumbing.Hashing;

namespace Swictation.Plumbing.Tests.Hashing;

public sealed class BlockHashTests
{
    // The examples of FIPS 180-2, appendices A and B.
    private const string TwoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(TwoBlocks, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Sha256_of_the_standards_examples_is_theirs(string text, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Sha256.Of(Encoding.ASCII.GetBytes(text))));

    [Theory]
    [InlineData("", "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("abc", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData(TwoBlocks, "84983e441c3bd26ebaae4aa1f95129e5e54670f1")]
    public void Sha1_of_the_standards_examples_is_theirs(string text, string expected)
    {
        var hash = new Sha1();
        hash.Append(Encoding.ASCII.GetBytes(text));

        Assert.Equal(expected, Convert.ToHexStringLower(hash.Finish()));
    }

    [Fact]
    public void Any_length_in_any_pieces_has_the_checksum_that_OpenSSL_gives()
    {
        var random = new Random(1);
        for (var length = 0; length <= 300; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var (sha256, sha1) = (new Sha256(), new Sha1());
            for (var at = 0; at < length;)
            {
                var taken = random.Next(1, Math.Min(150, length - at) + 1);
                sha256.Append(bytes.AsSpan(at, taken));
                sha1.Append(bytes.AsSpan(at, taken));
                at += taken;
            }

            Assert.Equal(SHA256.HashData(bytes), sha256.Finish());
#pragma warning disable CA5350 // What our own is compared with.
            Assert.Equal(SHA1.HashData(bytes), sha1.Finish());
#pragma warning restore CA5350
        }
    }
}
