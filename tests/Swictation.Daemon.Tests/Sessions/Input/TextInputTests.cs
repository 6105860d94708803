using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

public sealed class TextInputTests
{
    [Fact]
    public async Task Each_line_is_a_segment()
    {
        await using var bench = new TextBench();
        using var writer = bench.OpenWriter();
        bench.Recorder.Start();

        writer.WriteText("  hello there  \r\n\n \nsecond\n");
        await bench.TextsAsync(2);

        Assert.Equal(["hello there", "second"], bench.Log.Texts());
        Assert.Empty(bench.Log.Events().OfType<SegmentMeasured>());
    }

    [Fact]
    public async Task Mark_for_no_speech_is_withheld_in_its_place()
    {
        await using var bench = new TextBench();
        using var writer = bench.OpenWriter();
        bench.Recorder.Start();

        writer.WriteText("hello\n[BLANK_AUDIO]\nthere\n");
        await bench.TextsAsync(2);

        Assert.Equal(["hello", "there"], bench.Log.Texts());
        var withheld = Assert.Single(bench.Log.Events().OfType<SegmentWithheld>());
        Assert.Equal((new Reason(ReasonCode.NoSpeechText), "[BLANK_AUDIO]"), (withheld.Reason, withheld.Text));
    }

    [Fact]
    public async Task Character_that_comes_in_two_writes_is_one()
    {
        await using var bench = new TextBench();
        using var writer = bench.OpenWriter();
        bench.Recorder.Start();
        writer.Write([.. "first\n"u8, 0xF0, 0x9F]);
        await bench.TextsAsync(1);

        writer.Write([0x99, 0x82, (byte)'\n']);
        await bench.TextsAsync(2);

        Assert.Equal(["first", "🙂"], bench.Log.Texts());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_replaced_and_break_nothing()
    {
        await using var bench = new TextBench();
        using var writer = bench.OpenWriter();
        bench.Recorder.Start();

        writer.Write([(byte)'a', 0xFF, (byte)'b', (byte)'\n', .. "fine\n"u8]);
        await bench.TextsAsync(2);

        Assert.Equal(["a\uFFFDb", "fine"], bench.Log.Texts());
    }

    [Fact]
    public async Task Line_of_two_mebibytes_comes_whole_in_pieces()
    {
        var line = new string('x', 2 * 1024 * 1024);
        await using var bench = new TextBench(contents: $"{line}\nlast\n");
        bench.Recorder.Start();

        await bench.Running;

        Assert.Equal(line, string.Concat(bench.Log.Texts()[..^1]));
        Assert.Equal("last", bench.Log.Texts()[^1]);
    }

    [Fact]
    public async Task Lines_that_come_while_nothing_is_recorded_belong_to_the_next_session()
    {
        await using var bench = new TextBench();
        using var writer = bench.OpenWriter();
        writer.WriteText("before\n");
        await RecordSessionAsync(bench, texts: 1);
        writer.WriteText("between\n");
        await RecordSessionAsync(bench, texts: 2);

        Assert.Equal([(1, "before"), (2, "between")], bench.Said);
    }

    [Fact]
    public async Task Half_a_line_waits_for_the_other_half_across_sessions()
    {
        await using var bench = new TextBench();
        using var writer = bench.OpenWriter();
        writer.WriteText("first\nhalf ");
        await RecordSessionAsync(bench, texts: 1);
        writer.WriteText("and half\n");
        await RecordSessionAsync(bench, texts: 2);

        Assert.Equal([(1, "first"), (2, "half and half")], bench.Said);
    }

    [Fact]
    public async Task Writers_come_and_go()
    {
        await using var bench = new TextBench();
        bench.Recorder.Start();

        for (var count = 1; count <= 5; count++)
        {
            using (var writer = bench.OpenWriter()) writer.WriteText($"writer {count}");
            await bench.TextsAsync(count);
        }

        Assert.Equal(Enumerable.Range(1, 5).Select(count => $"writer {count}"), bench.Log.Texts());
        Assert.False(bench.Running.IsCompleted);
    }

    [Fact]
    public async Task First_writer_that_goes_is_the_end_where_that_is_wanted()
    {
        await using var bench = new TextBench(endsWithWriter: true);
        bench.Recorder.Start();

        using (var writer = bench.OpenWriter()) writer.WriteText("one\ntwo without newline");
        await bench.Running.WaitAsync(LineClient.Deadline);

        Assert.Equal(["one", "two without newline"], bench.Log.Texts());
    }

    [Fact]
    public async Task File_ends_with_its_last_line_and_leaves_the_session_open()
    {
        await using var bench = new TextBench(contents: "one\ntwo");
        bench.Recorder.Start();

        await bench.Running.WaitAsync(LineClient.Deadline);

        Assert.Equal(["one", "two"], bench.Log.Texts());
        Assert.Equal(Phase.Recording, bench.Recorder.State.Phase);
    }

    [Fact]
    public async Task Full_disk_does_not_stop_reading_and_loses_and_doubles_nothing()
    {
        await using var bench = new TextBench();
        using var writer = bench.OpenWriter();
        bench.Recorder.Start();
        bench.Disk.IsFull = true;
        writer.WriteText("one\n");
        await bench.HeardAsync(1);
        writer.WriteText("two\n");
        await bench.HeardAsync(2);
        Assert.Empty(bench.Log.Texts());

        bench.Disk.IsFull = false;
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Recorder.UpdateMetrics();

        Assert.Equal(["one", "two"], bench.Log.Texts());
    }

    [Fact]
    public async Task What_does_not_fit_into_memory_either_waits_in_the_source_until_there_is_room()
    {
        await using var bench = new TextBench();
        using var writer = bench.OpenWriter();
        bench.Recorder.Start();
        bench.Disk.IsFull = true;
        bench.FillMemory();
        writer.WriteText("one\n");
        await bench.Time.WaitForTimersAsync(1);
        writer.WriteText("two\n");
        bench.Disk.IsFull = false;
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Recorder.UpdateMetrics();

        // The retry above may have found the memory still full.
        await Eventually.IsTrueAsync(
            () =>
            {
                bench.Time.Advance(TimeSpan.FromSeconds(1));
                return bench.Log.Texts().Length >= bench.Filling + 2;
            },
            "both lines are recorded");

        Assert.Equal(["one", "two"], bench.Log.Texts()[bench.Filling..]);
    }

    [Fact]
    public async Task What_could_not_be_recorded_before_the_stop_is_kept_for_the_next_session()
    {
        await using var bench = new TextBench();
        using var writer = bench.OpenWriter();
        bench.Recorder.Start();
        bench.Disk.IsFull = true;
        bench.FillMemory();
        writer.WriteText("one\n");
        await bench.Time.WaitForTimersAsync(1);
        bench.Recorder.Stop();
        bench.Disk.IsFull = false;
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Recorder.UpdateMetrics();

        bench.Recorder.Start();
        await bench.TextsAsync(bench.Filling + 1);

        Assert.Equal((2, "one"), bench.Said.Last());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Daemon_that_stops_waits_for_nobody(bool isRecording)
    {
        await using var bench = new TextBench();
        if (isRecording) bench.Recorder.Start();

        await bench.StopDaemonAsync();

        await bench.Running.WaitAsync(LineClient.Deadline);
    }

    // Ends when there are that many texts in all.
    private static async Task RecordSessionAsync(TextBench bench, int texts)
    {
        bench.Recorder.Start();
        await bench.TextsAsync(texts);
        Assert.Equal(Phase.Idle, bench.Recorder.Stop().Phase);
    }
}
