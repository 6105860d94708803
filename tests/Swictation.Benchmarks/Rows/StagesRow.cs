using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;
using Swictation.Benchmarks.Stages;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Benchmarks.Rows;

/// <summary>
/// How much of the time in which something is said each stage takes on one processor, from the file to the text.
/// </summary>
internal sealed class StagesRow : IRow
{
    private const int Percent = 100;
    private const int DiscRate = 44_100;
    private const short Stereo = 2;
    private const int SpokenS = 600;
    private const int RecognisedS = 60;

    public string Name => "stages";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        using var place = new Place();
        var spoken = TimeSpan.FromSeconds(bench.Size(SpokenS));
        var speech = SampleSpeech.Create(spoken);
        var (file, disc) = (Path.Combine(place.Directory, "16.wav"), Path.Combine(place.Directory, "44.wav"));
        SoundFile.Write(file, speech, AudioFormat.SamplesPerSecond, channels: 1);
        SoundFile.Write(disc, AtDiscRate(speech), DiscRate, Stereo);
        var recognised = SampleSpeech.Create(TimeSpan.FromSeconds(bench.Size(RecognisedS)));
        var (_, segments) = SpeechStages.Segment(recognised);
        try
        {
            return
            [
                await RowAsync(
                    "reading a file, 16 kHz", spoken, Target.AtMost(1, 0.1), () => SpeechStages.ReadAsync(file, cancellationToken)),
                await RowAsync(
                    "reading and resampling a file, 44.1 kHz stereo",
                    spoken,
                    Target.AtMost(5, 2),
                    () => SpeechStages.ReadAsync(disc, cancellationToken)),
                await RowAsync("storing the audio", spoken, Target.AtMost(1, 0.1), () =>
                    Task.FromResult(SpeechStages.Store(speech, place.Database))),
                await RowAsync("segmentation", spoken, Target.AtMost(1, 0.1), () =>
                    Task.FromResult(SpeechStages.Segment(speech).Taken)),
                await RowAsync(
                    "recognition, PocketSphinx",
                    AudioFormat.Duration(segments.Sum(segment => (long)segment.Samples.Length)),
                    Target.AtMost(100, 50),
                    () => SpeechStages.RecogniseAsync(segments, cancellationToken)),
            ];
        }
        catch (SwictationException e)
        {
            throw new BenchmarkFailedException(e.Message);
        }

        async Task<Figure> RowAsync(string work, TimeSpan audio, Target target, Func<Task<TimeSpan>> measure)
        {
            var shares = new List<double>();
            await measure();
            for (var i = 0; i < bench.Repetitions; i++) shares.Add(await measure() / audio * Percent);
            return new(work, "% of its audio", Bench.Median(shares), Floor: null, target);
        }
    }

    /// <summary>Each sample several times: what is in a file does not matter for what it takes to resample it.</summary>
    private static short[] AtDiscRate(short[] speech)
    {
        var length = (int)((long)speech.Length * DiscRate / AudioFormat.SamplesPerSecond);
        var resampled = new short[length];
        for (var i = 0; i < length; i++)
            resampled[i] = speech[(int)((long)i * AudioFormat.SamplesPerSecond / DiscRate)];
        return resampled;
    }
}
