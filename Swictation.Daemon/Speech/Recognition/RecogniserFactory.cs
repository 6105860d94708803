using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Recognition.Commands;
using Swictation.Daemon.Speech.Recognition.Servers;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>Creates recognisers, on both sides of their process.</summary>
internal static class RecogniserFactory
{
    /// <summary>The process that the daemon starts for a recogniser.</summary>
    /// <param name="allowsRemote">Whether speech may go to another machine.</param>
    public static RecogniserCommand Host(this TranscriberSpec spec, bool allowsRemote) => spec switch
    {
        TranscriberSpec.PocketSphinx model => RecogniserCommand.Host(
            spec.Write(), model.ModelDirectory ?? PocketSphinxModel.DebianDirectory, PocketSphinxLoader.BrokenModel),
        TranscriberSpec.Command command => RecogniserCommand.Host(
            spec.Write(), command.CommandLine, "cannot be run; look into the system's log and try again"),
        TranscriberSpec.Whisper whisper => RecogniserCommand.Host(
            spec.Write(), whisper.Model.Path, "cannot be loaded by Whisper; give a ggml model that is whole"),
        TranscriberSpec.Worker worker => RecogniserCommand.Host(
            spec.Write(), worker.CommandLine, "ended before it was ready"),
        TranscriberSpec.Server server => RecogniserCommand.Host(
            spec.Write(), server.Place.Name, "cannot be used; look into the system's log and try again", allowsRemote),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "A recogniser without a process."),
    };

    /// <summary>The recogniser that runs in that process.</summary>
    /// <exception cref="TranscriberException">The recogniser cannot be started.</exception>
    public static ITranscriber Load(this TranscriberSpec spec, RecogniserTerms terms) => spec switch
    {
        TranscriberSpec.PocketSphinx model => PocketSphinxTranscriber.Load(model.ModelDirectory),
        TranscriberSpec.Command command => CommandTranscriber.Open(
            CommandWords.Split(command.CommandLine)!, terms.Scratch),
        TranscriberSpec.Whisper whisper => WhisperTranscriber.Load(whisper.Model),
        TranscriberSpec.Server server => ServerTranscriber.Open(
            server.Place,
            terms.AllowsRemote,
            Environment.GetEnvironmentVariable(SettingName.ServerKeyVariable),
            TimeProvider.System),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "A recogniser without an adapter."),
    };
}
