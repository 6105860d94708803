namespace MessagePipe;

/// <summary>Sends a message to those who are subscribed, on the caller's thread.</summary>
public interface IPublisher<TMessage>
{
    void Publish(TMessage message);
}
