using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Recognisers;
using Swictation.Benchmarks.Reporting;
using Swictation.Benchmarks.Stages;
using Swictation.Daemon.Speech.Voice;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Benchmarks.Rows;

/// <summary>
/// How much of what is said comes out otherwise, how long that takes and how much memory: for any recogniser and any
/// recordings, cut into segments as the daemon does, without the model that says whether anybody speaks and, where there is
/// one, with it.
/// </summary>
internal sealed class WordErrorRow : IRow
{
    // What PocketSphinx comes to on its five sentences; what is worse is worth no memory.
    private const double MostErrors = 29.6;

    public string Name => "wer";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var utterances = Utterance.In(bench.Audio);
        var figures = new List<Figure>();
        try
        {
            figures.AddRange(await MeasureAsync(bench, utterances, new NoSpeechCheck(), "gate off", cancellationToken));
            if (bench.SpeechModel is { } model)
            {
                var check = SpeechCheck.Open(new(model), NullLogger.Instance);
                figures.AddRange(await MeasureAsync(bench, utterances, check, "gate on", cancellationToken));
            }
            else
            {
                Console.Error.WriteLine("gate on: not measured, for no speech model is installed (swictation-daemon models get silero-v6.2.0)");
            }
        }
        catch (SwictationException e)
        {
            throw new BenchmarkFailedException(e.Message);
        }

        return figures;
    }

    private static async Task<Figure[]> MeasureAsync(
        Bench bench, IReadOnlyList<Utterance> utterances, ISpeechCheck check, string gate, CancellationToken cancellationToken)
    {
        using var place = new Place();
        await using var recogniser = await MeasuredRecogniser.StartAsync(bench.Transcriber);
        var pairs = new List<(string Said, string Recognised)>();
        foreach (var utterance in utterances)
        {
            var texts = new List<string>();
            foreach (var segment in SpeechStages.Segment(SampleSpeech.Read(utterance.Path)).Segments)
            {
                if (check.Judge(segment) is { IsSpeech: false }) continue;
                texts.Add(await recogniser.RecogniseAsync(segment, cancellationToken));
            }

            pairs.Add((ScoredText.Of(utterance.Text), ScoredText.Of(string.Join(' ', texts))));
        }

        var megabytes = MeasuredRecogniser.MostMegabytes();
        var scores = await Sclite.JudgeAsync(pairs, place.Directory, cancellationToken);
        for (var i = 0; i < scores.Count; i++)
            Console.Error.WriteLine(Describe(Path.GetFileName(utterances[i].Path), scores[i], gate));
        var all = new Score(
            scores.Sum(score => score.Words),
            scores.Sum(score => score.Substitutions),
            scores.Sum(score => score.Deletions),
            scores.Sum(score => score.Insertions));
        Console.Error.WriteLine(Describe("all", all, gate));
        var (taken, spoken) = recogniser.Time;
        var name = $"{bench.RecogniserName}, {gate}";
        return
        [
            new($"word error rate: {name}", "% of the words", all.Rate, Floor: null, Target.AtMost(MostErrors, 10), $"{all.Errors} of {all.Words}"),
            new($"real-time factor: {name}", "s for a second of speech", taken / spoken, Floor: null, Target.AtMost(1, 0.5)),
            new($"memory of the recogniser: {name}", "MB", megabytes, Floor: null, Target.AtMost(4_000, 500)),
        ];
    }

    private static string Describe(string name, Score score, string gate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{gate}, {name}: {score.Rate:0.0} % ({score.Words} words, {score.Substitutions} substituted, {score.Deletions} deleted, {score.Insertions} inserted)");
}
