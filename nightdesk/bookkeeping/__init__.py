"""What the store keeps of visits: who makes them, how they went, what was missed, what was learned."""
