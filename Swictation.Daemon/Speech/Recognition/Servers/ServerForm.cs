using System.Buffers;
using System.Text;
using Swictation.Daemon.Speech.Recognition.Commands;

namespace Swictation.Daemon.Speech.Recognition.Servers;

/// <summary>
/// A segment as the form that is posted: a WAV file and the fields of OpenAI's transcription. Written here and not by
/// the library, which leaves out the quotation marks around names; some servers want them.
/// </summary>
internal sealed class ServerForm
{
    private readonly string _boundary = "swictation-" + Guid.NewGuid().ToString("N");
    private readonly ArrayBufferWriter<byte> _body = new();

    private ServerForm()
    {
    }

    public string ContentType => $"multipart/form-data; boundary={_boundary}";

    public ReadOnlyMemory<byte> Body => _body.WrittenMemory;

    public static ServerForm Of(ServerSpec server, ReadOnlySpan<short> samples)
    {
        var form = new ServerForm();
        form.Add("model", server.Model);
        form.Add("response_format", "json");
        if (server.Language is { } language) form.Add("language", language);
        if (server.Prompt is { } prompt) form.Add("prompt", prompt);
        form.Write($"--{form._boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"segment.wav\"\r\n");
        form.Write("Content-Type: audio/wav\r\n\r\n");
        form._body.Write(WavBytes.Of(samples));
        form.Write($"\r\n--{form._boundary}--\r\n");
        return form;
    }

    private void Add(string name, string value) =>
        Write($"--{_boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");

    private void Write(string text) => _body.Write(Encoding.UTF8.GetBytes(text));
}
