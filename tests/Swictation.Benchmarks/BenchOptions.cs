using System.CommandLine;
using Swictation.Benchmarks.Rows;
using Swictation.Daemon.Speech.Voice;

namespace Swictation.Benchmarks;

/// <summary>The command line of swictation-bench.</summary>
internal static class BenchOptions
{
    private const int Missed = 1;

    /// <param name="run">Measures these rows.</param>
    /// <param name="runMicro">Measures the pure parts; told whether a few iterations are enough.</param>
    public static RootCommand Create(
        Func<Bench, IReadOnlyList<IRow>, CancellationToken, Task<bool>> run, Func<bool, bool> runMicro)
    {
        string[] names = [.. AllRows.List.Select(row => row.Name)];
        var quick = new Option<bool>("--quick")
        {
            Description = "A tenth of the size, one repetition: to see that it works",
        };
        var only = new Option<string[]>("--only")
        {
            HelpName = "ROW",
            Description = $"Only this row; may be given again: {string.Join(", ", names)} ({string.Join(" and ", AllRows.List.Where(row => row.IsLong).Select(row => row.Name))} take long, and are measured only so)",
        };
        only.AcceptOnlyFromAmong(names);
        var micro = new Option<bool>("--micro") { Description = "The pure parts instead, with BenchmarkDotNet" };

        var model = new Option<string>("--model")
        {
            HelpName = "MODEL",
            Description = "Of the rows wer and spoken: a model of Whisper, or what --transcriber of the daemon takes [default: PocketSphinx]",
        };
        var audio = new Option<string>("--audio")
        {
            HelpName = "DIR",
            Description = "Of the row wer: recordings NAME.wav with what is said in NAME.txt [default: five sentences of Debian's]",
        };
        var speechModel = new Option<string>("--speech-model")
        {
            HelpName = "FILE",
            Description = "Of the rows wer and spoken: Silero's detector [default: the installed one, if there is one]",
        };

        var root = new RootCommand("Measures the daemon against the least that a server can do, on this machine.")
        {
            quick,
            only,
            micro,
            model,
            audio,
            speechModel,
        };
        root.SetAction(async (parsed, cancellationToken) =>
        {
            var isQuick = parsed.GetValue(quick);
            var wanted = parsed.GetValue(only) ?? [];
            IRow[] rows = [.. AllRows.List.Where(row => wanted.Length == 0 ? !row.IsLong : wanted.Contains(row.Name))];
            var isPassed = parsed.GetValue(micro)
                ? runMicro(isQuick)
                : await run(
                    new(isQuick)
                    {
                        Model = parsed.GetValue(model),
                        Audio = parsed.GetValue(audio),
                        SpeechModel = (SpeechModelSpec.Parse(parsed.GetValue(speechModel) ?? "auto") ?? SpeechModelSpec.Auto)
                            .Find(Bench.DataDirectory),
                    },
                    rows,
                    cancellationToken);
            return isPassed ? 0 : Missed;
        });
        return root;
    }
}
