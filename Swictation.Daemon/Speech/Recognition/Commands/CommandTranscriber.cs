using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Speech.Recognition.Commands;

/// <summary>
/// Has a program recognise each segment: its output is the text. It gets the segment as a WAV file whose name
/// stands where <c>{}</c> stood in its arguments, or, when there is none, on its standard input. It is run as it is
/// given and never through a shell. There is no time limit here: the daemon ends
/// it, and the program with it. The file is a link to memory: no audio is written to a disk for it.
/// </summary>
internal sealed class CommandTranscriber : ITranscriber
{
    private const string FilePlace = "{}";

    private readonly string _program;
    private readonly IReadOnlyList<string> _arguments;
    private readonly ScratchDirectory _scratch;

    private CommandTranscriber(string program, IReadOnlyList<string> arguments, ScratchDirectory scratch)
    {
        _program = program;
        _arguments = arguments;
        _scratch = scratch;
    }

    /// <exception cref="TranscriberException">There is no such program.</exception>
    public static CommandTranscriber Open(IReadOnlyList<string> words, ScratchDirectory scratch)
    {
        var program = ProgramFile.Find(words[0]) ?? throw new TranscriberException(
            words[0], "is no program that can be run; install it, or give its path in --transcriber command:CMDLINE");
        return new(program, [.. words.Skip(1)], scratch);
    }

    public async Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment, CancellationToken cancellationToken)
    {
        var wav = WavBytes.Of(segment.Samples.Span);
        try
        {
            if (!_arguments.Any(argument => argument.Contains(FilePlace, StringComparison.Ordinal)))
                return await RunAsync(_arguments, wav, cancellationToken).ConfigureAwait(false);

            var file = _scratch.File("segment.wav");
            using var memory = MemoryFile.Create(wav);
            File.CreateSymbolicLink(file, memory.Path);
            try
            {
                var arguments = _arguments.Select(a => a.Replace(FilePlace, file, StringComparison.Ordinal));
                return await RunAsync(arguments, input: [], cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                File.Delete(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return new TranscriptionResult.Failed($"{_program} could not be run: {e.Message}");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<TranscriptionResult> RunAsync(
        IEnumerable<string> arguments, byte[] input, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(_program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var feeding = FeedAsync(process, input, cancellationToken);
            var output = await ReadAsync(process, cancellationToken).ConfigureAwait(false);
            if (output is null)
            {
                return new TranscriptionResult.Failed(
                    $"{_program} printed more than {ReplyReading.LongestText} bytes; that is no text of one segment");
            }

            await feeding.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0
                ? ReplyReading.Of(TerminalLine.ShowAll(Encoding.UTF8.GetString(output)))
                : new TranscriptionResult.Failed($"{_program} ended with exit code {process.ExitCode}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    // A program that has its text before it has read everything is right.
    private static async Task FeedAsync(Process process, byte[] input, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = process.StandardInput.BaseStream;
            await stream.WriteAsync(input, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return; // It has closed its input.
        }
    }

    // Null when there is more than a segment can hold.
    private static async Task<byte[]?> ReadAsync(Process process, CancellationToken cancellationToken)
    {
        var output = new byte[ReplyReading.LongestText + 1];
        var count = await process.StandardOutput.BaseStream
            .ReadAtLeastAsync(output, output.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return count == output.Length ? null : output[..count];
    }
}
