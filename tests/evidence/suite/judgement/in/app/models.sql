-- INSERT INTO models VALUES ('gpt-4o');
SELECT name FROM models WHERE name = 'meta-llama/Llama-3.1-8B';
