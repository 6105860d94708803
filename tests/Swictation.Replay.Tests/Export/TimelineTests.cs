using Bogus;
using Swictation.Domain.History;
using Swictation.Replay.Export.Cues;

namespace Swictation.Replay.Tests.Export;

public sealed class TimelineTests
{
    private static readonly RecordedSession Session = SpokenFaker.Session(1, RecordedLog.Start);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void Cues_rise_and_do_not_overlap_whatever_the_times_are(long stepMs)
    {
        foreach (var round in Enumerable.Range(0, 200))
        {
            var random = new Randomizer(round + 1);
            var spoken = Enumerable.Range(0, 50).Select(i => SpokenFaker.Said(
                i + 1, "text", random.Double(-5, 20), random.Bool() ? 0 : random.Double(0, 9), random.Bool() ? null : random.Double(0, 20)))
                .ToList();

            var cues = Timeline.Of([new(Session, spoken)], stepMs).ToList();

            Assert.Equal(spoken, cues.Select(cue => cue.Said));
            Assert.All(cues, cue => Assert.True(cue.StartMs >= 0 && cue.EndMs - cue.StartMs >= stepMs && cue.StartMs % stepMs == 0));
            Assert.All(cues.Zip(cues.Skip(1)), pair => Assert.True(pair.First.EndMs <= pair.Second.StartMs));
        }
    }

    [Fact]
    public void Speech_stands_where_the_sound_has_it_and_text_where_its_line_was_read()
    {
        var cues = Timeline.Of(
            [new(Session, [SpokenFaker.Said(1, "measured", 99, 1.5, startS: 2), SpokenFaker.Said(2, "read", 10.25)])], 1).ToList();

        Assert.Equal([(2000, 3500), (10_250, 11_250)], cues.Select(cue => (cue.StartMs, cue.EndMs)));
    }

    [Theory]
    [InlineData(28.2, 30_000)]
    [InlineData(29.8, 30_800)]
    [InlineData(20, 27_000)]
    public void The_last_cue_ends_with_the_session_unless_nobody_could_read_it(double spokenS, long endMs)
    {
        var cue = Assert.Single(Timeline.Of([new(Session, [SpokenFaker.Said(1, new('x', 500), spokenS)])], 1));

        Assert.Equal(endMs, cue.EndMs);
    }

    [Fact]
    public void A_later_session_begins_as_long_after_the_first_as_it_did()
    {
        var later = SpokenFaker.Session(2, RecordedLog.At(60));

        var cues = Timeline.Of(
            [
                new(Session, [SpokenFaker.Said(1, "one", 1, 1, startS: 1)]),
                new(later, [SpokenFaker.Said(2, "two", 62, 1, startS: 2)]),
            ],
            1).ToList();

        Assert.Equal([1000, 62_000], cues.Select(cue => cue.StartMs));
    }
}
