using Swictation.Domain.Errors;
using Swictation.Plumbing.Hashing;

namespace Swictation.Daemon.Speech.Models;

/// <summary>Both checksums of a file, in hexadecimal digits.</summary>
internal sealed record ModelSums(string Sha1, string Sha256)
{
    private const int Chunk = 1024 * 1024;
    private const int Sha1Digits = 40;

    /// <exception cref="ModelException">The file cannot be read.</exception>
    public static async Task<ModelSums> OfAsync(string path, CancellationToken cancellationToken)
    {
        var (sha1, sha256) = (new Sha1(), new Sha256());
        var buffer = new byte[Chunk];
        try
        {
            await using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
            while (await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                var read = buffer.AsMemory(0, count);
                await Task.WhenAll(
                    Task.Run(() => sha1.Append(read.Span), cancellationToken),
                    Task.Run(() => sha256.Append(read.Span), cancellationToken)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(path, $"cannot be read ({e.Message}); check its permissions");
        }

        return new(Convert.ToHexStringLower(sha1.Finish()), Convert.ToHexStringLower(sha256.Finish()));
    }

    /// <summary>That of the kind in which a publisher gives his.</summary>
    public string LikeThatOf(KnownModel model) => model.Checksum.Length == Sha1Digits ? Sha1 : Sha256;

    /// <summary>True if this is the published file.</summary>
    public bool AreThoseOf(KnownModel model) => LikeThatOf(model) == model.Checksum;
}
