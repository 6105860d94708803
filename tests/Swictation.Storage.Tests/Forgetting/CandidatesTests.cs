using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Hashing;
using Swictation.Storage.Rows;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Forgetting;

/// <summary>Who has the file and a list of sentences cannot tell which of them was forgotten.</summary>
public sealed class CandidatesTests : IAsyncDisposable
{
    private const int Candidates = 10_000;
    private const int Spoken = 4_711;

    private static readonly SessionId One = new(1);
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 7, TimeSpan.Zero);

    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public async Task P11_Of_ten_thousand_candidates_none_is_bound_to_what_is_left()
    {
        var log = _open.Log;
        var faker = new EventFaker(seed: 31);
        log.Append(new SessionStart(One, At.AddMinutes(-1)));
        for (var i = 0; i < 50; i++) log.Append(faker.Transcription(One));
        var position = log.Append(Candidate(Spoken)).First;
        for (var i = 0; i < 50; i++) log.Append(faker.Transcription(One));
        Assert.NotEqual(0, Matches());

        log.Forget(new(log.Reader.Head, Positions: [new(position, position)]), files: []);
        await Eventually.IsTrueAsync(() => !log.IsForgetting, "nothing is left");

        // No digest of any of them stands anywhere, whole or in figures.
        Assert.Equal(0, Matches());
        // Nor the checksum that its row had, which whoever knows the other columns can compute.
        var checksums = Checksums();
        Assert.DoesNotContain(ChecksumAt(position, Spoken), checksums);
        // What is left is bound to one of them by a number that is gone: its own digest fits none.
        var left = log.Reader.ReadAt(position).Body.Text();
        for (var i = 0; i < Candidates; i++)
            Assert.DoesNotContain(Convert.ToHexStringLower(SHA256.HashData(BodyOf(i))), left, StringComparison.Ordinal);
    }

    [Fact]
    public void The_digest_that_is_looked_for_is_that_of_b2sum() => Assert.Equal(
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
        Convert.ToHexStringLower(Blake2b.HashData("abc"u8)));

    private static Transcription Candidate(int number) => new(One, At, $"my secret number is {number:D5} and no other", 120, 250.5, 8);

    private static byte[] BodyOf(int number) => WireWriter.ToAppend(Candidate(number)).Body.ToArray();

    private static long ChecksumAt(long position, int number)
    {
        var appended = WireWriter.ToAppend(Candidate(number));
        return EventChecksum.Of(
            position, One.Value, appended.AtMicroseconds, Encoding.UTF8.GetBytes(appended.Type.Name), appended.Version, appended.Body.Span);
    }

    private HashSet<long> Checksums()
    {
        using var connection = SqliteLogs.OpenRaw(_open.Path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly);
        return [.. connection.Query<long>("SELECT checksum FROM events")];
    }

    // How often eight bytes that a candidate or a digest of it begins with stand in a file of the log.
    private int Matches()
    {
        var beginnings = new HashSet<ulong>();
        for (var i = 0; i < Candidates; i++)
        {
            foreach (var bytes in new[] { Encoding.UTF8.GetBytes(Candidate(i).Text), BodyOf(i) })
            {
                var sha1 = new Sha1();
                sha1.Append(bytes);
                foreach (var digest in new[] { sha1.Finish(), SHA256.HashData(bytes), SHA512.HashData(bytes), Blake2b.HashData(bytes), Blake2b.HashData(bytes, bytes: 32) })
                {
                    beginnings.Add(BinaryPrimitives.ReadUInt64LittleEndian(digest));
                    beginnings.Add(BinaryPrimitives.ReadUInt64LittleEndian(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest))));
                }
            }

            beginnings.Add(BinaryPrimitives.ReadUInt64LittleEndian(Encoding.UTF8.GetBytes($"{i:D5} and")));
        }

        var found = 0;
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_open.Path)!))
        {
            var bytes = OtherProgram.ReadAllBytes(file).AsSpan();
            for (var at = 0; at + sizeof(ulong) <= bytes.Length; at++)
            {
                if (beginnings.Contains(BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]))) found++;
            }
        }

        return found;
    }
}
