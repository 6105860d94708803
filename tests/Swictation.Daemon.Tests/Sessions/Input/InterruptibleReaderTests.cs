using System.Text;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

public sealed class InterruptibleReaderTests : IDisposable
{
    private const int Interrupted = -1;
    private const int Ended = 0;

    private readonly TemporaryDirectory _directory = new();
    private readonly string _fifo;
    private readonly byte[] _buffer = new byte[100];

    public InterruptibleReaderTests()
    {
        _fifo = _directory.File("fifo");
        Fifo.Make(_fifo);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_was_written_is_read_and_the_end_of_the_writer_is_an_end()
    {
        using var reader = InterruptibleReader.Open(_fifo);
        using (var writer = Fifo.OpenWriter(_fifo)) writer.WriteText("hello");

        Assert.Equal("hello", Read(reader));
        Assert.Equal(Ended, reader.Read(_buffer));
    }

    [Fact]
    public void Interrupted_read_takes_nothing()
    {
        using var reader = InterruptibleReader.Open(_fifo);
        using var writer = Fifo.OpenWriter(_fifo);
        writer.WriteText("hello");

        reader.Interrupt();

        Assert.Equal(Interrupted, reader.Read(_buffer));
        Assert.Equal(Interrupted, reader.Read(_buffer));
        reader.Allow();
        Assert.Equal("hello", Read(reader));
    }

    [Fact]
    public async Task Read_that_waits_can_be_interrupted()
    {
        using var reader = InterruptibleReader.Open(_fifo);
        var reading = Task.Run(() => reader.Read(_buffer));

        reader.Interrupt();

        Assert.Equal(Interrupted, await reading.WaitAsync(LineClient.Deadline));
    }

    [Fact]
    public void Interrupting_twice_is_allowed_once_and_allowing_needs_no_interrupt()
    {
        using var reader = InterruptibleReader.Open(_fifo);
        using var writer = Fifo.OpenWriter(_fifo);
        writer.WriteText("hello");
        reader.Allow();

        reader.Interrupt();
        reader.Interrupt();
        reader.Allow();

        Assert.Equal("hello", Read(reader));
    }

    [Fact]
    public void Next_writer_is_read_after_reopening()
    {
        using var reader = InterruptibleReader.Open(_fifo);
        Assert.True(reader.CanReopen);
        Fifo.OpenWriter(_fifo).Dispose();
        Assert.Equal(Ended, reader.Read(_buffer));

        reader.Reopen();
        using var writer = Fifo.OpenWriter(_fifo);
        writer.WriteText("again");

        Assert.Equal("again", Read(reader));
    }

    [Fact]
    public void What_the_next_writer_wrote_before_reopening_is_not_lost()
    {
        using var reader = InterruptibleReader.Open(_fifo);
        Fifo.OpenWriter(_fifo).Dispose();
        Assert.Equal(Ended, reader.Read(_buffer));
        using (var writer = Fifo.OpenWriter(_fifo)) writer.WriteText("early");

        reader.Reopen();

        Assert.Equal("early", Read(reader));
    }

    [Fact]
    public async Task Reopened_fifo_waits_for_a_writer()
    {
        using var reader = InterruptibleReader.Open(_fifo);
        Fifo.OpenWriter(_fifo).Dispose();
        Assert.Equal(Ended, reader.Read(_buffer));
        reader.Reopen();
        var reading = Task.Run(() => reader.Read(_buffer));

        using (var writer = Fifo.OpenWriter(_fifo)) writer.WriteText("x");

        Assert.Equal(1, await reading.WaitAsync(LineClient.Deadline));
    }

    [Fact]
    public void File_is_read_to_its_end_and_is_not_reopened()
    {
        var path = _directory.File("lines.txt");
        File.WriteAllText(path, "one\n");
        using var reader = InterruptibleReader.Open(path);

        Assert.False(reader.CanReopen);
        Assert.Equal("one\n", Read(reader));
        Assert.Equal(Ended, reader.Read(_buffer));
    }

    [Fact]
    public void Missing_file_is_refused_and_not_created()
    {
        var path = _directory.File("none");

        var error = Assert.Throws<AudioSourceException>(() => InterruptibleReader.Open(path));

        Assert.Equal(path, error.SourceName);
        Assert.Contains("does not exist", error.Reason.Words, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Directory_is_refused()
    {
        var error = Assert.Throws<AudioSourceException>(() => InterruptibleReader.Open(_directory.Path));

        Assert.Contains("is a directory", error.Reason.Words, StringComparison.Ordinal);
    }

    private string Read(InterruptibleReader reader) => Encoding.UTF8.GetString(_buffer, 0, reader.Read(_buffer));
}
