using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Salvage;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Salvage;

[Trait("Category", "Stress")]
public sealed class EventRecordTests(ITestOutputHelper output)
{
    private const string Body = """{"type":"session_start","session_id":1,"timestamp":1.5}""";

    [Fact]
    public void A_record_of_an_event_is_read()
    {
        Assert.True(EventRecord.TryRead(3, Record(), isTrusted: true, out var stored));

        Assert.Equal((3, new SessionId(1), 1_500_000), (stored.Sequence, stored.Session, stored.AtMicroseconds));
        Assert.Equal(Body, Encoding.UTF8.GetString(stored.Body.Span));
    }

    [Fact]
    public void A_header_that_is_shorter_than_its_own_length_is_none()
    {
        // Two bytes that say: one byte.
        Assert.False(EventRecord.TryRead(1, [0x80, 0x01, 0, 0, 0], isTrusted: true, out _));
    }

    [Fact]
    public void Any_bytes_are_a_record_or_none()
    {
        var random = new Random(Seed.Take(output.WriteLine));
        FuzzRun.Run(share: 5, output.WriteLine, _ =>
        {
            var bytes = random.Next(2) == 0 ? Record() : new byte[random.Next(1, 40)];
            if (bytes[0] == 0) random.NextBytes(bytes);
            for (var changes = random.Next(4); changes > 0; changes--)
                bytes[random.Next(Math.Min(bytes.Length, 12))] = (byte)random.Next(256);

            EventRecord.TryRead(random.Next(-1, 5), bytes, isTrusted: true, out StoredEvent _);
        });
    }

    // As a log without checksums has it: seq, session_id 1, at_us in six bytes, type, version 1, body.
    private static byte[] Record()
    {
        var type = "session_start"u8;
        var body = Encoding.UTF8.GetBytes(Body);
        return
        [
            8, 0, 9, 5, (byte)(13 + (2 * type.Length)), 9, (byte)(0x80 | ((13 + (2 * body.Length)) >> 7)),
            (byte)((13 + (2 * body.Length)) & 0x7F),
            0, 0, 0, 0x16, 0xE3, 0x60,
            .. type,
            .. body,
        ];
    }
}
