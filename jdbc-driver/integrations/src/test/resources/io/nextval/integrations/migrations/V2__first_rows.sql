INSERT INTO customer_orders VALUES (nextval('orders'), 'tea; or nextval(''orders'')');
INSERT INTO customer_orders VALUES (nextval('orders'), 'milk'), (nextval('orders'), 'sugar');
