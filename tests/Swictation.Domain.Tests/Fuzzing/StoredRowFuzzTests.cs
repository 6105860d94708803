using System.Text;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Domain.Tests.Fuzzing;

/// <summary>Whatever stands in a row of the log, it is an event or malformed, and nothing else.</summary>
[Trait("Category", "Stress")]
public sealed class StoredRowFuzzTests(ITestOutputHelper output)
{
    private static readonly EventType[] Types =
    [
        Transcription.TypeName, MetricsUpdate.TypeName, StateChange.TypeName, SessionStart.TypeName,
        SessionEnd.TypeName, SegmentMeasured.TypeName, SegmentFailed.TypeName, SegmentSilent.TypeName,
        SessionRecovered.TypeName, EventsLost.TypeName, LogSalvaged.TypeName, Suspended.TypeName, new("mood_changed"), new(""),
    ];

    [Fact]
    public void Any_row_is_an_event_or_malformed()
    {
        var seed = Seed.Take(output.WriteLine);
        var events = new ArbitraryEvents(seed).OfEveryType().Take(100).Select(WireWriter.ToAppend).ToArray();
        var mutations = new Mutations(seed, [.. events.Select(e => Encoding.UTF8.GetString(e.Body.Span))]);
        FuzzRun.Run(share: 1, output.WriteLine, _ =>
        {
            var stored = new StoredEvent(
                mutations.Number(),
                mutations.Chance(2) ? null : new SessionId(mutations.Number()),
                mutations.Chance(3) ? mutations.Number() : 1_795_339_815_250_500,
                mutations.Pick(Types),
                mutations.Chance(10) ? (int)mutations.Number() : WireWriter.CurrentVersion,
                mutations.Next());
            try
            {
                Assert.NotNull(WireWriter.ToAppend(WireReader.Read(stored)).Type.Name);
            }
            catch (MalformedEventException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        });
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(922_337_203_685_477_581)]
    public void A_time_that_there_is_not_is_malformed(long atMicroseconds)
    {
        var body = """{"type":"session_start","session_id":1,"timestamp":1.0}"""u8.ToArray();

        Assert.Throws<MalformedEventException>(
            () => WireReader.Read(new(1, new SessionId(1), atMicroseconds, SessionStart.TypeName, 1, body)));
    }
}
