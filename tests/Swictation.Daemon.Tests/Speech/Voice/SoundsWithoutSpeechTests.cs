using System.Globalization;
using Swictation.Daemon.Speech.Voice;
using Swictation.Daemon.Tests.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Voice;

/// <summary>Counts the sounds without speech that become text, and the speech that does not, at the threshold that ships.</summary>
[Trait("Category", "Package")]
public sealed class SoundsWithoutSpeechTests(ITestOutputHelper output)
{
    private const int LeastCounted = 150;
    private const double MostSent = 0.05;
    private const double Between = 1.5;

    // Ends of a segment may be beside the sound that it is of.
    private const int Beside = 1_600;

    private static readonly Lazy<IReadOnlyList<(string Name, short[] Sound)>> All = new(SoundsWithoutSpeech.All);

    [SpeechModelTheory]
    [InlineData(0)]
    [InlineData(33)]
    public void One_sound_of_twenty_becomes_text_at_most(double noiseOfRoom)
    {
        var audio = new List<short>(Sounds.Silence(1));
        var places = new List<(string Name, int Start, int End)>();
        foreach (var (name, sound) in All.Value)
        {
            places.Add((name, audio.Count, audio.Count + sound.Length));
            audio.AddRange(sound);
            audio.AddRange(Sounds.Silence(Between));
        }

        var heard = Sounds.Mix([.. audio], Sounds.Noise((double)audio.Count / 16_000, noiseOfRoom));
        var check = new VoiceCheck(VoiceModelFile.Read(SpeechModel.Path!));
        var segments = SegmenterRun.Of(heard).Select(segment => (Name: NameOf(segment, places), Segment: segment)).ToList();

        var counted = segments.Select(each => each.Name).Distinct().Count();
        var sent = segments.Where(each => check.Score(each.Segment.Samples.Span) >= VoiceCheck.LeastScore)
            .Select(each => each.Name).Distinct().ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{segments.Count} segments of {counted} sounds; of {sent.Count} text: {string.Join("; ", sent)}"));
        Assert.InRange(counted, LeastCounted, All.Value.Count);
        Assert.InRange(sent.Count, 0, MostSent * counted);
    }

    [SpeechModelTheory]
    [InlineData("quiet room")]
    [InlineData("hum of 50 Hz, 10 dB")]
    [InlineData("quiet speaker, -30 dB")]
    public void Sentences_and_single_words_of_all_voices_are_speech(string condition)
    {
        var check = new VoiceCheck(VoiceModelFile.Read(SpeechModel.Path!));
        var listen = ListeningConditions.Usual[condition];

        var scores = PromptVoice.All.Where(voice => voice.IsInstalled)
            .SelectMany(voice => SegmenterRun.Of(listen(Joined(voice)).Audio))
            .Select(segment => check.Score(segment.Samples.Span))
            .ToList();

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{scores.Count} segments, the lowest scores {scores.Min():F3}"));
        Assert.InRange(scores.Count, 100, 400);
        Assert.All(scores, score => Assert.InRange(score, VoiceCheck.LeastScore, 1));
    }

    private static string NameOf(SpeechSegment segment, List<(string Name, int Start, int End)> places)
    {
        var middle = segment.Position + (segment.SpokenSamples / 2);
        return places.First(place => middle < place.End + Beside).Name;
    }

    private static JoinedSentences Joined(PromptVoice voice)
    {
        return JoinedSentences.Create(
            [.. Take(voice.Sentences), .. Take(voice.Words)], rounds: 1, shortestPauseS: 0.3, longestPauseS: 2, seed: 5);

        static IEnumerable<short[]> Take(IReadOnlyList<string> paths) => PromptVoice.Read([.. paths.Take(60)])
            .Where(recording => SpeechBounds.LongestPause(recording, rangeDb: 25) < TimeSpan.FromMilliseconds(280))
            .Select(recording => SpeechBounds.Trim(recording, rangeDb: 25))
            .Take(20);
    }
}
