using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Recognition.Commands;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>Creates recognisers, on both sides of their process.</summary>
internal static class RecogniserFactory
{
    /// <summary>The process that the daemon starts for a recogniser.</summary>
    public static RecogniserCommand Host(this TranscriberSpec spec) => spec switch
    {
        TranscriberSpec.PocketSphinx model => RecogniserCommand.Host(
            spec.Write(), model.ModelDirectory ?? PocketSphinxModel.DebianDirectory, PocketSphinxLoader.BrokenModel),
        TranscriberSpec.Command command => RecogniserCommand.Host(
            spec.Write(), command.CommandLine, "cannot be run; look into the system's log and try again"),
        TranscriberSpec.Whisper whisper => RecogniserCommand.Host(
            spec.Write(), whisper.Model.Path, "cannot be loaded by Whisper; give a ggml model that is whole"),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "A recogniser without a process."),
    };

    /// <summary>The recogniser that runs in that process.</summary>
    /// <exception cref="TranscriberException">The recogniser cannot be started.</exception>
    public static ITranscriber Load(this TranscriberSpec spec, ScratchDirectory scratch) => spec switch
    {
        TranscriberSpec.PocketSphinx model => PocketSphinxTranscriber.Load(model.ModelDirectory),
        TranscriberSpec.Command command => CommandTranscriber.Open(CommandWords.Split(command.CommandLine)!, scratch),
        TranscriberSpec.Whisper whisper => WhisperTranscriber.Load(whisper.Model),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "A recogniser without an adapter."),
    };
}
