using Swictation.Plumbing.Files;
using Swictation.Replay.Errors;

namespace Swictation.Replay.Recognising;

/// <summary>Sound from standard input as a file, of its owner alone, for as long as it is recognised.</summary>
internal sealed class StandardInputFile : IDisposable
{
    /// <summary>What stands for it on a command line.</summary>
    public const string Sign = "-";

    /// <summary>The name of the file, which is what its session has as title.</summary>
    public const string Name = "standard input";

    private readonly SweptDirectory _directory = SweptDirectory.Make("swictation-sound-");

    private StandardInputFile()
    {
    }

    public string Path => _directory.File(Name);

    /// <summary>Returns when all of it is there.</summary>
    /// <exception cref="RecognitionFailedException">It is a terminal.</exception>
    public static async Task<StandardInputFile> ReadAsync(CancellationToken cancellationToken)
    {
        if (!Console.IsInputRedirected) throw new RecognitionFailedException("standard input is a terminal; give a file, or a program's output (… | swictation-replay transcribe -)");

        var file = new StandardInputFile();
        try
        {
            await using var input = Console.OpenStandardInput();
            await using var output = File.Create(file.Path);
            // Reading from a pipe is not given up by itself.
            await input.CopyToAsync(output, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Zeros.Delete(Path);
        _directory.Dispose();
    }
}
