using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Daemon.Speech.Models;
using Swictation.Daemon.Speech.Packages.NAudio;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Daemon.Speech.Segmentation;
using Swictation.Daemon.Speech.Voice;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Storage.Audio;

namespace Swictation.Daemon.Host;

/// <summary>Opens the source and the recogniser that the options name. Makes no file.</summary>
internal static class InputFactory
{
    /// <param name="capture">Counts what goes wrong with a microphone.</param>
    /// <exception cref="AudioSourceException">The source cannot be read.</exception>
    /// <exception cref="TranscriberException">The recogniser cannot be started.</exception>
    public static async Task<IOpenedInput> OpenAsync(DaemonContext context, CaptureMetrics capture)
    {
        var (options, time, loggers, _) = context;
        var store = new AudioStore(
            options.DatabasePath, options.KeepAudio with { Cancelled = options.KeepCancelled }, time, loggers.CreateLogger<AudioStore>());
        return options.Source switch
        {
            SourceSpec.Text text => new OpenedText(
                text.Path is { } path ? InterruptibleReader.Open(path) : InterruptibleReader.OpenStandardInput(),
                options.ExitAtEnd,
                new(store, time, loggers.CreateLogger<NoLateAudio>()),
                time,
                loggers.CreateLogger<TextInput>()),
            SourceSpec.AudioFile { File: var file } => await OpenAudioAsync(
                FileAudioSource.Open(file, time, loggers.CreateLogger<FileAudioSource>()), context, store).ConfigureAwait(false),
            SourceSpec.NAudioFile { File: var file } => await OpenAudioAsync(
                new FileAudioSource(
                    NAudioFileReader.Open(file.Path, file.Channel, loggers.CreateLogger<FileAudioSource>()), file.Pace, time),
                context,
                store).ConfigureAwait(false),
            SourceSpec.None => await OpenAudioAsync(new SilentSource(), context, store).ConfigureAwait(false),
            SourceSpec.Alsa { Device: var device } => await OpenMicrophoneAsync(device, context, capture, store)
                .ConfigureAwait(false),
            var other => throw new ArgumentOutOfRangeException(nameof(context), other, "A source without an adapter."),
        };
    }

    private static async Task<OpenedAudio> OpenAudioAsync(
        IAudioSource source, DaemonContext context, IAudioStore store)
    {
        var (options, time, loggers, _) = context;
        var logger = loggers.CreateLogger<AudioInput>();
        InputLog.Loading(logger, options.Transcriber.Write());
        try
        {
            var model = options.SpeechModel.Find(options.DataDirectory) is { } file ? new SharedVoiceModel(file) : null;
            ISpeechCheck check = model is not null
                ? SpeechCheck.Open(model, loggers.CreateLogger<SpeechCheck>())
                : new NoSpeechCheck();
            var limits = new WorkerLimits { Recognition = options.RecognitionTimeout };
            var workers = loggers.CreateLogger<WorkerTranscriber>();
            var transcriber = await WorkerTranscriber.StartAsync(
                options.Transcriber.Host(options.AllowRemote), limits, time, workers).ConfigureAwait(false);
            var models = options.DataDirectory is { } data ? ModelDirectory.In(data) : null;
            var shelf = new RecogniserShelf(
                new(options.Transcriber, options.Transcribers, options.WhisperLibrary, models),
                spec => Watched(WorkerTranscriber.Start(spec.Host(options.AllowRemote), limits, time, workers)));
            return new OpenedAudio(
                source,
                () => new EnergySegmenter(
                    new SegmenterOptions(),
                    model is null ? null : new VoiceWatch(model, time, loggers.CreateLogger<VoiceWatch>())),
                check,
                Watched(transcriber),
                store,
                path => OpenFile(path, context),
                options.RetryCommand,
                time,
                logger,
                shelf);
        }
        catch (TranscriberException)
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        PaceWatch Watched(WorkerTranscriber started) => new(started, time, loggers.CreateLogger<PaceWatch>());
    }

    // It is read twice.
    private static FileAudioSource OpenFile(string path, DaemonContext context)
    {
        ReadableFile.ThrowIfNone(path);
        return FileAudioSource.Open(new(path, Pace.Max), context.Time, context.Loggers.CreateLogger<FileAudioSource>());
    }

    // A microphone that is not there yet may come: only a daemon without libasound cannot start.
    private static Task<OpenedAudio> OpenMicrophoneAsync(
        string device, DaemonContext context, CaptureMetrics capture, IAudioStore store)
    {
        var (options, time, loggers, _) = context;
        var source = $"alsa:{device}";
        if (!NativeLibrary.TryLoad(Asound.Library, out _))
            throw MissingLibrary.For(source, Asound.Library, Asound.DebianPackage);
        return OpenAudioAsync(
            new LiveAudioSource(
                source,
                () => AlsaDevice.Open(device),
                new AlsaListing(device, options.RuntimeDirectory),
                options.MicrophoneHold,
                options.Preroll,
                capture,
                time,
                loggers.CreateLogger<LiveAudioSource>()),
            context,
            store);
    }
}
